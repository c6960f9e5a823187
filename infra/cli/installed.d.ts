/** Types of `installed.js`, which is JavaScript so that any Node can run it; what each function does is said there. */
export declare function isInstalled(root: string, node: string): boolean;
export declare function packagesToInstall(root: string): number;
