import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ImageConfig } from "../../images/index.ts";
import type { Launch } from "../deploys/launch.ts";
import { hostOf } from "../host.ts";
import type { Service } from "../services/service.ts";

const LOOPBACK = pathToFileURL(join(import.meta.dirname, "loopback.mjs")).href;

/** Where a service finds its secret files (https://render.com/docs/configure-environment-variables#secret-files). */
export const SECRETS_FOLDER = "/etc/secrets";

/** CPUs of the instance types (https://render.com/pricing). */
const CPUS: Readonly<Record<Service["details"]["plan"], string>> = {
  starter: "0.5",
  standard: "1",
  pro: "2",
  pro_plus: "4",
  pro_max: "4",
  pro_ultra: "8",
};

/** Whose environment it is. */
export interface Runner {
  readonly service: Service;
  readonly launch: Launch;
  readonly config: ImageConfig;
  readonly instanceId: string;
  readonly port: number;
  /** A folder of its own, that is removed after it. */
  readonly scratch: string;
}

/**
 * The whole environment of a program of a service, with nothing of this machine's: the image's, the service's, and Render's own.
 * `PORT` is Render's to give: whatever the service says, the stand-in has to reach it at a port that nobody else has.
 *
 * Secret files are in a folder of the program's own. Where a variable names Render's folder for them, it names that one.
 *
 * @see https://render.com/docs/environment-variables
 */
export function variablesOf({ service, launch, config, instanceId, port, scratch }: Runner): Record<string, string> {
  const image = Object.fromEntries(
    config.Env.map((one) => [one.slice(0, one.indexOf("=")), one.slice(one.indexOf("=") + 1)]),
  );
  const host = hostOf(service);
  const given = { ...image, ...launch.variables };
  return {
    // Where an image brings no Node it is this one.
    PATH: [dirname(process.execPath), "/usr/local/bin", "/usr/bin", "/bin"].join(":"),
    HOME: scratch,
    TMPDIR: scratch,
    HOSTNAME: instanceId,
    ...mapValues(given, (value) => inScratch(value, scratch)),
    IS_PULL_REQUEST: "false",
    RENDER: "true",
    RENDER_CPU_COUNT: CPUS[service.details.plan],
    RENDER_DISCOVERY_SERVICE: `${service.slug}-discovery`,
    RENDER_EXTERNAL_HOSTNAME: host,
    RENDER_EXTERNAL_URL: `https://${host}`,
    RENDER_INSTANCE_ID: instanceId,
    RENDER_SERVICE_ID: service.id,
    RENDER_SERVICE_NAME: service.slug,
    RENDER_SERVICE_TYPE: "web",
    PORT: String(port),
    NODE_OPTIONS: [given.NODE_OPTIONS, `--import ${LOOPBACK}`].filter((one) => one).join(" "),
  };
}

/** A text in which Render's folder for secret files is the one that is here. */
export function inScratch(text: string, scratch: string): string {
  return text.replaceAll(`${SECRETS_FOLDER}/`, `${join(scratch, "secrets")}/`);
}

function mapValues(
  values: Readonly<Record<string, string>>,
  change: (value: string) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}
