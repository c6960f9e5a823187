import { join } from "node:path";
import ts from "typescript";

const ROOT = join(import.meta.dirname, "../../../..");

/**
 * The properties without a comment, at any depth, of the tables that a module exports.
 *
 * They are looked for as an editor does it: a comment that an editor doesn't find is none.
 *
 * @param file of TypeScript; an export is a table of properties, or has one as `properties`
 * @returns their paths, such as `postgres.readReplicas.name`
 * @throws Error when there is no such file, or it exports nothing
 */
export function undocumented(file: string): readonly string[] {
  const { config } = ts.readConfigFile(join(ROOT, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT);
  const program = ts.createProgram([file], { ...options, incremental: false });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (!source || !module) throw new Error(`${file} is no module: name a file that exports tables.`);

  const exported = checker.getExportsOfModule(module).map((symbol) => {
    const type = checker.getTypeOfSymbolAtLocation(symbol, source);
    const properties = type.getProperty("properties");
    return [symbol.name, properties ? checker.getTypeOfSymbolAtLocation(properties, source) : type] as const;
  });
  return exported.flatMap(([name, type]) => within(name, type, source));

  function within(path: string, table: ts.Type, at: ts.Node): readonly string[] {
    return table.getProperties().flatMap((symbol) => {
      const inner = `${path}.${symbol.name}`;
      const fields = checker.getTypeOfSymbolAtLocation(symbol, at).getProperty("fields");
      const hasComment = symbol.getDocumentationComment(checker).length > 0;
      const deeper = fields ? within(inner, checker.getTypeOfSymbolAtLocation(fields, at), at) : [];
      return hasComment ? deeper : [inner, ...deeper];
    });
  }
}
