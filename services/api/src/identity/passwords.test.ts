import { parseOptions } from "@node-rs/argon2";
import { describe, expect, it } from "vitest";
import { argon2id, type PasswordHashing, Passwords } from "./passwords.ts";

const account = { passwordHash: await argon2id.hash("a good password"), name: "Ann" };

describe("passwords", () => {
  it("are hashed with argon2id, by the parameters that OWASP gives, each with a salt of its own", async () => {
    const passwords = new Passwords();
    const hashes = await Promise.all([1, 2].map(() => passwords.hash("a good password")));
    expect(hashes[0]).not.toBe(hashes[1]);
    for (const hash of hashes) {
      expect(hash).toMatch(/^\$argon2id\$v=19\$/);
      expect(parseOptions(hash)).toMatchObject({
        memoryCost: 19_456,
        timeCost: 2,
        parallelism: 1,
        outputLen: 32,
        saltLen: 16,
      });
    }
  });

  it("are verified", async () => {
    const passwords = new Passwords();
    expect(await passwords.verify("a good password", async () => account)).toBe(account);
    expect(await passwords.verify("a good passwore", async () => account)).toBeUndefined();
    expect(await passwords.verify("a good password", async () => undefined)).toBeUndefined();
  });

  it("cost the same with and without an account: one verification, by the same parameters", async () => {
    const verified: string[] = [];
    const hashing: PasswordHashing = {
      hash: () => Promise.reject(new Error("hashed")),
      verify: (hash, password) => {
        verified.push(hash);
        return argon2id.verify(hash, password);
      },
    };
    const passwords = new Passwords(hashing);
    await passwords.verify("wrong password", async () => account);
    await passwords.verify("wrong password", async () => undefined);
    const [withAccount, without] = verified.map((hash) => parseOptions(hash));
    expect(verified).toHaveLength(2);
    expect(without).toEqual(withAccount);
  });

  it("are never nobody's, even if a hash of nobody's matched", async () => {
    const passwords = new Passwords({ ...argon2id, verify: async () => true });
    expect(await passwords.verify("anything", async () => undefined)).toBeUndefined();
  });

  it("aren't looked up before their turn", async () => {
    const passwords = new Passwords(argon2id, { running: 1, waiting: 5 });
    let looking = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 5 }, () =>
        passwords.verify("wrong password", async () => {
          looking += 1;
          most = Math.max(most, looking);
          await new Promise(setImmediate);
          looking -= 1;
          return account;
        }),
      ),
    );
    expect(most).toBe(1);
  });

  it("leave the event loop free", async () => {
    const passwords = new Passwords();
    let turned = false;
    setImmediate(() => {
      turned = true;
    });
    await passwords.hash("a good password");
    expect(turned).toBe(true);
  });
});
