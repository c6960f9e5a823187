import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSamePlace, pathOf, type Route, readRoute } from "./route.ts";

const at = (path: string) => readRoute(`https://live-listen.app${path}`);

describe("readRoute", () => {
  it.each<[string, Route]>([
    ["/", { name: "home" }],
    ["/?utm_source=x", { name: "home" }],
    ["/rooms/morning-show", { name: "room", slug: "morning-show" }],
    ["/rooms/morning-show/", { name: "room", slug: "morning-show" }],
    ["/rooms/Zm9vYmFyYmF6cXV4cXV1eA#chat", { name: "room", slug: "Zm9vYmFyYmF6cXV4cXV1eA" }],
    ["/sign-in", { name: "sign-in", to: "/" }],
    ["/sign-in?to=%2Frooms%2Fabc", { name: "sign-in", to: "/rooms/abc" }],
    ["/register?to=/status", { name: "register", to: "/status" }],
    ["/status", { name: "status" }],
    ["/rooms", { name: "nowhere" }],
    ["/rooms/ab", { name: "nowhere" }],
    ["/rooms/a.b.c", { name: "nowhere" }],
    ["/rooms/abc/more", { name: "nowhere" }],
    ["/Rooms/abc", { name: "nowhere" }],
  ])("reads %s", (path, route) => {
    expect(at(path)).toEqual(route);
  });

  it.each([
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "\\\\evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "https:evil.example",
    "http://",
  ])("never leads to another site after signing in: %s", (to) => {
    const route = at(`/sign-in?to=${encodeURIComponent(to)}`);
    const led = route.name === "sign-in" ? new URL(route.to, "https://live-listen.app") : undefined;
    expect(led?.origin).toBe("https://live-listen.app");
  });

  it("keeps to this site whatever the address says", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.webPath()), (to) => {
        const route = at(`/register?to=${encodeURIComponent(to)}`);
        expect(route.name === "register" && new URL(route.to, "https://live-listen.app").origin).toBe(
          "https://live-listen.app",
        );
      }),
    );
  });
});

describe("pathOf", () => {
  it("writes what readRoute reads", () => {
    const slug = fc.stringMatching(/^[A-Za-z0-9_-]{3,64}$/);
    const to = fc.oneof(
      fc.constant("/"),
      slug.map((name) => `/rooms/${name}`),
    );
    const route: fc.Arbitrary<Exclude<Route, { name: "nowhere" }>> = fc.oneof(
      fc.constantFrom({ name: "home" as const }, { name: "status" as const }),
      slug.map((name) => ({ name: "room" as const, slug: name })),
      to.map((path) => ({ name: "sign-in" as const, to: path })),
      to.map((path) => ({ name: "register" as const, to: path })),
    );
    fc.assert(
      fc.property(route, (written) => {
        expect(at(pathOf(written))).toEqual(written);
      }),
    );
  });
});

describe("isSamePlace", () => {
  it("tells rooms apart", () => {
    const room = (slug: string): Route => ({ name: "room", slug });
    expect(isSamePlace(room("abc"), room("abc"))).toBe(true);
    expect(isSamePlace(room("abc"), room("abd"))).toBe(false);
    expect(isSamePlace(room("abc"), { name: "home" })).toBe(false);
  });
});
