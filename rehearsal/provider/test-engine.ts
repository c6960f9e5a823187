import { credentials, type ServiceError } from "@grpc/grpc-js";
import { type ParameterizedPackage, parameterOf } from "@live-listen/property-tables";
import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb.js";
import grpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import type {
  CheckResponse,
  CreateResponse,
  DiffResponse,
  ErrorResourceInitFailed,
  ParameterizeRequest,
  ParameterizeResponse,
  ReadResponse,
  UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb.js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import statuses from "@pulumi/pulumi/proto/status_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";

/** Properties as they are on the wire: secrets wrapped, unknown values as their text. */
type Wire = Record<string, struct.JavaScriptValue>;

/** What stands for a value that is not known yet, on the wire. */
export const WIRE_UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A secret as it is on the wire. */
export function wireSecret(value: struct.JavaScriptValue): Wire {
  return { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value };
}

/** A resource as a test engine asks for it. */
export interface Subject {
  readonly type: string;
  readonly name: string;
}

/** What a provider has made, though not as it was asked to, and why. */
export class UnfinishedResource extends Error {
  override readonly name = "UnfinishedResource";
  readonly id: string;
  readonly state: Wire;
  readonly inputs: Wire;

  constructor(detail: ErrorResourceInitFailed) {
    super(detail.getReasonsList().join("; "));
    this.id = detail.getId();
    this.state = fromStruct(detail.getProperties());
    this.inputs = fromStruct(detail.getInputs());
  }
}

/** Speaks to a provider as the engine does, one connection an instance. */
export class TestEngine implements AsyncDisposable {
  readonly #client: InstanceType<typeof grpc.ResourceProviderClient>;

  private constructor(port: number) {
    // A connection of its own: gRPC would otherwise share one between clients of the same address.
    this.#client = new grpc.ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure(), {
      "grpc.use_local_subchannel_pool": 1,
    });
  }

  /**
   * Connects, shakes hands, and configures the provider of a package.
   *
   * @param parameterization of a package that is made of a Terraform provider
   */
  static async connect(
    port: number,
    packageName: string,
    configuration: Wire = {},
    parameterization?: ParameterizedPackage,
  ): Promise<TestEngine> {
    const engine = new TestEngine(port);
    try {
      await engine.#call((respond) => engine.#client.handshake(new provider.ProviderHandshakeRequest(), respond));
      if (parameterization) await engine.parameterize(parameterization);
      await engine.configure(packageName, configuration);
      return engine;
    } catch (error) {
      engine.#client.close();
      throw error;
    }
  }

  /** Makes the bridge a package, as an SDK asks for it. */
  async parameterize(parameterization: ParameterizedPackage): Promise<{ name: string; version: string }> {
    const { name, version } = parameterization;
    const parameter = Buffer.from(parameterOf(parameterization), "base64").toString();
    return this.parameterizeByValue(name, version, parameter);
  }

  /** @param parameter out of its base64 */
  async parameterizeByValue(
    name: string,
    version: string,
    parameter: string,
  ): Promise<{ name: string; version: string }> {
    const value = new provider.ParameterizeRequest.ParametersValue()
      .setName(name)
      .setVersion(version)
      .setValue(Buffer.from(parameter));
    return this.#parameterize(new provider.ParameterizeRequest().setValue(value));
  }

  /** Makes the bridge a package, as `pulumi package add terraform-provider …` asks for it. */
  async parameterizeByArguments(...args: string[]): Promise<{ name: string; version: string }> {
    const given = new provider.ParameterizeRequest.ParametersArgs().setArgsList(args);
    return this.#parameterize(new provider.ParameterizeRequest().setArgs(given));
  }

  async #parameterize(request: ParameterizeRequest): Promise<{ name: string; version: string }> {
    const response = await this.#call<ParameterizeResponse>((respond) => this.#client.parameterize(request, respond));
    return { name: response.getName(), version: response.getVersion() };
  }

  async configure(packageName: string, configuration: Wire): Promise<void> {
    const request = new provider.ConfigureRequest()
      .setUrn(`urn:pulumi:test::project::pulumi:providers:${packageName}::default`)
      .setArgs(toStruct(configuration));
    await this.#call((respond) => this.#client.configure(request, respond));
  }

  /** @returns the failures' reasons */
  async checkConfig(packageName: string, configuration: Wire): Promise<string[]> {
    const request = new provider.CheckRequest()
      .setUrn(`urn:pulumi:test::project::pulumi:providers:${packageName}::default`)
      .setNews(toStruct(configuration));
    const response = await this.#call<CheckResponse>((respond) => this.#client.checkConfig(request, respond));
    return response.getFailuresList().map((failure) => failure.getReason());
  }

  async check(
    subject: Subject,
    news: Wire,
    { olds = {}, seed = "seed" } = {},
  ): Promise<{ inputs: Wire; failures: string[] }> {
    const request = new provider.CheckRequest()
      .setUrn(urnOf(subject))
      .setType(subject.type)
      .setName(subject.name)
      .setNews(toStruct(news))
      .setOlds(toStruct(olds))
      .setRandomseed(Buffer.from(seed));
    const response = await this.#call<CheckResponse>((respond) => this.#client.check(request, respond));
    return {
      inputs: fromStruct(response.getInputs()),
      failures: response.getFailuresList().map((failure) => failure.getReason()),
    };
  }

  async diff(
    subject: Subject,
    {
      inputs,
      oldInputs = {},
      state,
      ignoreChanges = [],
    }: { inputs: Wire; oldInputs?: Wire; state: Wire; ignoreChanges?: string[] },
  ): Promise<DiffResponse> {
    const request = new provider.DiffRequest()
      .setUrn(urnOf(subject))
      .setType(subject.type)
      .setName(subject.name)
      .setNews(toStruct(inputs))
      .setOldInputs(toStruct(oldInputs))
      .setOlds(toStruct(state))
      .setIgnorechangesList(ignoreChanges);
    return this.#call<DiffResponse>((respond) => this.#client.diff(request, respond));
  }

  async create(
    subject: Subject,
    inputs: Wire,
    { preview = false, abort }: { preview?: boolean; abort?: AbortSignal } = {},
  ) {
    const request = new provider.CreateRequest()
      .setUrn(urnOf(subject))
      .setType(subject.type)
      .setName(subject.name)
      .setProperties(toStruct(inputs))
      .setPreview(preview);
    const response = await this.#call<CreateResponse>((respond) => {
      const call = this.#client.create(request, respond);
      abort?.addEventListener("abort", () => call.cancel());
    });
    return { id: response.getId(), state: fromStruct(response.getProperties()) };
  }

  async read(subject: Subject, id: string, known?: { state: Wire; inputs: Wire }) {
    const request = new provider.ReadRequest()
      .setUrn(urnOf(subject))
      .setType(subject.type)
      .setName(subject.name)
      .setId(id)
      .setProperties(toStruct(known?.state ?? {}))
      .setInputs(toStruct(known?.inputs ?? {}));
    const response = await this.#call<ReadResponse>((respond) => this.#client.read(request, respond));
    return {
      id: response.getId(),
      state: fromStruct(response.getProperties()),
      inputs: fromStruct(response.getInputs()),
    };
  }

  async update(subject: Subject, id: string, inputs: Wire, state: Wire, { preview = false } = {}): Promise<Wire> {
    const request = new provider.UpdateRequest()
      .setUrn(urnOf(subject))
      .setType(subject.type)
      .setName(subject.name)
      .setId(id)
      .setNews(toStruct(inputs))
      .setOlds(toStruct(state))
      .setPreview(preview);
    return fromStruct(
      (await this.#call<UpdateResponse>((respond) => this.#client.update(request, respond))).getProperties(),
    );
  }

  async delete(subject: Subject, id: string, state: Wire): Promise<void> {
    const request = new provider.DeleteRequest()
      .setUrn(urnOf(subject))
      .setType(subject.type)
      .setName(subject.name)
      .setId(id)
      .setProperties(toStruct(state));
    await this.#call((respond) => this.#client.delete(request, respond));
  }

  async cancel(): Promise<void> {
    await this.#call((respond) => this.#client.cancel(new empty.Empty(), respond));
  }

  async pluginVersion(): Promise<string> {
    return (
      await this.#call<PluginInfo>((respond) => this.#client.getPluginInfo(new empty.Empty(), respond))
    ).getVersion();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#client.close();
  }

  async #call<Response>(
    send: (respond: (error: ServiceError | null, response: Response) => void) => void,
  ): Promise<Response> {
    return new Promise((resolve, reject) => {
      send((error, response) => (error ? reject(thrownOf(error)) : resolve(response)));
    });
  }
}

/** What the engine makes of an error: an unfinished resource when its details hold one (sdk/go's rpcerror). */
function thrownOf({ details, metadata }: ServiceError): Error {
  const [carried] = metadata.get("grpc-status-details-bin");
  if (!(carried instanceof Buffer)) return new Error(details);
  const detail = statuses.Status.deserializeBinary(carried)
    .getDetailsList()
    .map((any) => any.unpack(provider.ErrorResourceInitFailed.deserializeBinary, "pulumirpc.ErrorResourceInitFailed"))
    .find((unpacked) => unpacked !== null);
  return detail ? new UnfinishedResource(detail) : new Error(details);
}

/** Takes secrets out of their wrapping at every depth, as the engine does before it hands them to this provider. */
export function unwrapped(values: Wire): Wire {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, unwrappedValue(value)]));
}

function unwrappedValue(value: struct.JavaScriptValue): struct.JavaScriptValue {
  if (Array.isArray(value)) return value.map(unwrappedValue);
  if (typeof value !== "object" || value === null) return value;
  const isSecret = "4dabf18193072939515e22adb298388d" in value && "value" in value;
  return isSecret ? unwrappedValue(value.value as struct.JavaScriptValue) : unwrapped(value as Wire);
}

function urnOf({ type, name }: Subject): string {
  return `urn:pulumi:test::project::${type}::${name}`;
}

function toStruct(values: Wire): struct.Struct {
  return struct.Struct.fromJavaScript(values);
}

function fromStruct(values: struct.Struct | undefined): Wire {
  return (values?.toJavaScript() ?? {}) as Wire;
}
