import { randomBytes, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { z } from "zod";
import { Fault, messageOf } from "../../../fault.ts";
import { type FaultSwitch, parseSwitch } from "./catalogue.ts";
import type { FaultSwitches } from "./switches.ts";

/** Where the switches of faults are reached, by those who may read what the host tells. */
export const controlSchema = z.object({ port: z.int().positive(), token: z.string() });

export type ControlAddress = z.infer<typeof controlSchema>;

const turnSchema = z.object({ fault: z.string(), environment: z.string().optional(), isOn: z.boolean() });
const inForceSchema = z.array(z.object({ fault: z.string(), environment: z.string().optional() }));
const refusalSchema = z.object({ message: z.string() });

/** A server of the switches. */
export interface Control {
  readonly address: ControlAddress;
  stop(): Promise<void>;
}

/**
 * Serves the switches of faults to other processes of this user, on this machine alone: who asks has to know a token, which no page in a browser
 * does.
 */
export async function serveControl(switches: FaultSwitches): Promise<Control> {
  const token = randomBytes(32).toString("base64url");
  const server = createServer((request, response) => {
    const answer = async (): Promise<readonly [number, unknown]> => {
      if (!isAuthorised(request, token)) return [401, { message: "The token is not the rehearsal's." }];
      if (request.method === "GET") return [200, switches.inForce()];
      if (request.method !== "POST") return [405, { message: "Only GET and POST are answered." }];
      const { fault, environment, isOn } = turnSchema.parse(await json(request));
      await switches.turn(parseSwitch(fault, environment), isOn);
      return [200, switches.inForce()];
    };
    answer()
      .catch((error: unknown) => [error instanceof Fault ? 409 : 400, { message: messageOf(error) }] as const)
      .then(([status, body]) => {
        response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
      });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    address: { port, token },
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

/** Reads which faults are in force. */
export function faultsInForce(address: ControlAddress): Promise<readonly FaultSwitch[]> {
  return ask(address, "GET");
}

/**
 * Puts a fault in force, or takes it off.
 *
 * @returns those that are in force then.
 * @throws UsageFault when there is no such switch; Fault when there is nothing that it could strike.
 */
export function turnFault(
  address: ControlAddress,
  fault: string,
  environment: string | undefined,
  isOn: boolean,
): Promise<readonly FaultSwitch[]> {
  const { fault: name, environment: struck } = parseSwitch(fault, environment);
  return ask(address, "POST", { fault: name, environment: struck, isOn });
}

async function ask({ port, token }: ControlAddress, method: string, body?: object): Promise<readonly FaultSwitch[]> {
  const response = await fetch(`http://127.0.0.1:${port}/faults`, {
    method,
    headers: { authorization: `Bearer ${token}` },
    ...(body && { body: JSON.stringify(body) }),
  }).catch((cause: unknown) => {
    throw new Fault("The rehearsal doesn't answer: start it again with `npm start`.", { cause });
  });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Fault(refusalSchema.parse(answer).message);
  return inForceSchema.parse(answer).map(({ fault, environment }) => parseSwitch(fault, environment));
}

function isAuthorised(request: IncomingMessage, token: string): boolean {
  const [given, expected] = [request.headers.authorization ?? "", `Bearer ${token}`].map((text) => Buffer.from(text));
  return (
    given !== undefined &&
    expected !== undefined &&
    given.length === expected.length &&
    timingSafeEqual(given, expected)
  );
}
