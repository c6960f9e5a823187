/** Oldest migration that the code of this build can work with; moves up when the code begins to need what a later migration makes. */
export const OLDEST_SCHEMA = "0003-removals-presences";

/** How a migration's file is called, without its ending. */
export const MIGRATION_NAME = /^\d{4}-[a-z0-9]+(-[a-z0-9]+)*$/;
