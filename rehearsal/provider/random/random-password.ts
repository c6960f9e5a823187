import { hash } from "bcryptjs";
import { z } from "zod";
import { defineResource } from "../table/resource.ts";
import { drawCharacters } from "./characters.ts";

/** Go's bcrypt.DefaultCost, which the vendor's provider uses. */
const BCRYPT_COST = 10;
/** The id of every password: the password itself would be no secret there. */
const ID = "none";

const flag = { schema: z.boolean().default(true), replaces: true };
/** `number` is the old name of `numeric`: each follows the other. */
const numericFlag = { schema: z.boolean().optional(), computed: "when omitted", replaces: true } as const;
const minimum = { schema: z.int().min(0, "must be at least 0").default(0), replaces: true };

/**
 * `random.RandomPassword`, as terraform-provider-random's `random_password` has it: every change of an input makes a
 * new password, and nothing outside the state knows it.
 */
export const randomPassword = defineResource<undefined>()({
  type: "random:index/randomPassword:RandomPassword",
  properties: {
    keepers: { schema: z.record(z.string(), z.string()).optional(), replaces: true },
    length: { schema: z.int().min(1, "must be at least 1"), replaces: true },
    lower: flag,
    upper: flag,
    numeric: numericFlag,
    number: numericFlag,
    special: flag,
    minLower: minimum,
    minUpper: minimum,
    minNumeric: minimum,
    minSpecial: minimum,
    overrideSpecial: { schema: z.string().optional(), replaces: true },
    result: { schema: z.string(), computed: "always", secret: true },
    bcryptHash: { schema: z.string(), computed: "always", secret: true },
  },
  complete(inputs) {
    const numeric = inputs.numeric ?? inputs.number ?? true;
    return { ...inputs, numeric, number: inputs.number ?? numeric };
  },
  rules: [
    {
      property: "length",
      reads: ["length", "minLower", "minUpper", "minNumeric", "minSpecial"],
      broken: ({ length, minLower, minUpper, minNumeric, minSpecial }) =>
        length < minLower + minUpper + minNumeric + minSpecial
          ? `is ${length}, less than minLower + minUpper + minNumeric + minSpecial`
          : undefined,
    },
    {
      property: "numeric",
      reads: ["lower", "upper", "numeric", "special"],
      broken: ({ lower, upper, numeric, special }) =>
        lower || upper || numeric || special ? undefined : "must be true when lower, upper and special are false",
    },
    {
      property: "number",
      reads: ["number", "numeric"],
      broken: ({ number, numeric }) =>
        number === numeric ? undefined : "is the old name of numeric: set only numeric",
    },
  ],
  async create({ inputs }) {
    const numeric = inputs.numeric ?? true;
    const result = drawCharacters({ ...inputs, numeric });
    return { id: ID, outputs: { ...inputs, numeric, number: numeric, result, bcryptHash: await bcrypt(result) } };
  },
  async read({ id, state }) {
    const { result, length } = state;
    // The state is the only place a password is kept; an import brings it as the id.
    const password = result ?? id;
    const { keepers, overrideSpecial } = state;
    const numeric = state.numeric ?? true;
    return {
      id: ID,
      outputs: {
        keepers,
        overrideSpecial,
        length: length ?? Buffer.byteLength(password),
        lower: state.lower ?? true,
        upper: state.upper ?? true,
        numeric,
        number: numeric,
        special: state.special ?? true,
        minLower: state.minLower ?? 0,
        minUpper: state.minUpper ?? 0,
        minNumeric: state.minNumeric ?? 0,
        minSpecial: state.minSpecial ?? 0,
        result: password,
        bcryptHash: state.bcryptHash ?? (await bcrypt(password)),
      },
    };
  },
  async update({ inputs, state }) {
    // Every input replaces; only a provider that was changed itself can lead here.
    const { result = "", bcryptHash = await bcrypt(result) } = state;
    const numeric = inputs.numeric ?? true;
    return { ...inputs, numeric, number: numeric, result, bcryptHash };
  },
  async delete() {},
});

/** Of a longer password bcrypt hashes the first 72 bytes, here as there. */
async function bcrypt(password: string): Promise<string> {
  return hash(password, BCRYPT_COST);
}
