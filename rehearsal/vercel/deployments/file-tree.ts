import { getMimeType } from "hono/utils/mime";
import type { DeployedFile } from "./deployment.ts";

/** A file or a folder of a deployment, as Vercel tells of it. */
export interface FileTree {
  readonly name: string;
  readonly type: "directory" | "file";
  /** As `stat` has it. */
  readonly mode: number;
  /** SHA-1 of a file. */
  readonly uid?: string;
  readonly contentType?: string;
  readonly children?: FileTree[];
}

const FOLDER_MODE = 0o40755;
const FILE_MODE = 0o100644;
/** The folder of what was uploaded. */
const SOURCES = "src";

/** The files of a deployment in their folders. */
export function fileTreeOf(files: readonly DeployedFile[]): readonly FileTree[] {
  const root = folder(SOURCES);
  for (const { file, sha } of files) {
    const names = file.split("/");
    const name = names.pop() ?? file;
    const parent = names.reduce(within, root);
    const contentType = getMimeType(name);
    parent.children.push({ name, type: "file", mode: FILE_MODE, uid: sha, ...(contentType && { contentType }) });
  }
  return [root];
}

type Folder = FileTree & { readonly children: FileTree[] };

function folder(name: string): Folder {
  return { name, type: "directory", mode: FOLDER_MODE, children: [] };
}

function within({ children }: Folder, name: string): Folder {
  const found = children.find((one): one is Folder => one.name === name && one.children !== undefined);
  if (found) return found;
  const made = folder(name);
  children.push(made);
  return made;
}
