import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { handleUnaryCall } from "@grpc/grpc-js";
import type { ILanguageRuntimeServer } from "@pulumi/pulumi/proto/language_grpc_pb.js";
import language from "@pulumi/pulumi/proto/language_pb.js";
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { PULUMI_VERSION } from "../version.ts";
import { ALREADY_LOGGED, programRunOf } from "./program-run.ts";

/** The calls of the engine that this host answers; to any other, gRPC answers that it is not implemented. */
export type LanguageRuntime = Pick<
  ILanguageRuntimeServer,
  | "handshake"
  | "getPluginInfo"
  | "getRequiredPackages"
  | "getProgramDependencies"
  | "about"
  | "runtimeOptionsPrompts"
  | "installDependencies"
  | "run"
  | "cancel"
>;

/**
 * A language host for Node programs, which runs them as the official one does.
 *
 * It installs nothing and names no plugin that a program needs: where this host is used the providers are attached, and `npm ci` has run.
 *
 * @param engine the address of the engine, for the programs to call.
 * @returns the calls, and a way to end the programs that run.
 * @see https://github.com/pulumi/pulumi/blob/v3.256.0/proto/pulumi/language.proto
 */
export function languageRuntime(engine: string): { readonly calls: LanguageRuntime; killPrograms(): void } {
  const running = new Set<ChildProcess>();
  const calls: LanguageRuntime = {
    handshake: answer(() => new language.LanguageHandshakeResponse()),
    getPluginInfo: answer(() => {
      const info = new plugin.PluginInfo();
      info.setVersion(PULUMI_VERSION);
      return info;
    }),
    getRequiredPackages: answer(() => new language.GetRequiredPackagesResponse()),
    getProgramDependencies: answer(() => new language.GetProgramDependenciesResponse()),
    about: answer(() => {
      const about = new language.AboutResponse();
      about.setExecutable(process.execPath);
      about.setVersion(process.version);
      return about;
    }),
    runtimeOptionsPrompts: answer(() => new language.RuntimeOptionsResponse()),
    installDependencies: (call) => call.end(),
    run: (call, callback) => {
      const { args, env, directory } = programRunOf(call.request, engine);
      const runner = createRequire(join(directory, "package.json")).resolve("@pulumi/pulumi/cmd/run");
      // Standard output belongs to the handshake with the engine, so what a program prints goes to standard error.
      const child = spawn(process.execPath, [runner, ...args], {
        cwd: directory,
        env: { ...process.env, ...env },
        stdio: ["ignore", process.stderr, process.stderr],
      });
      running.add(child);
      const end = (fault?: string) => {
        running.delete(child);
        const response = new language.RunResponse();
        if (fault === undefined) response.setBail(child.exitCode === ALREADY_LOGGED);
        else response.setError(fault);
        callback(null, response);
      };
      child.on("error", (error) => end(error.message));
      child.on("exit", (code, signal) => {
        end(code === 0 || code === ALREADY_LOGGED ? undefined : `the program ended with ${signal ?? `code ${code}`}`);
      });
    },
    cancel: answer(() => {
      for (const child of running) child.kill("SIGINT");
      return new empty.Empty();
    }),
  };
  return {
    calls,
    killPrograms: () => {
      for (const child of running) child.kill("SIGKILL");
    },
  };
}

function answer<Request, Response>(make: () => Response): handleUnaryCall<Request, Response> {
  return (_call, callback) => callback(null, make());
}
