declare const __RELEASE__: { readonly version: string; readonly commit: string };

/** The release of this page, written into the script when it was built: the same in every environment. */
export const PAGE_RELEASE = __RELEASE__;
