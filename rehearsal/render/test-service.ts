import { type TemporaryRender, WEB_SERVICE } from "./test-render.ts";

/**
 * Makes a web service.
 *
 * @param given what it is made with, beside the least
 * @returns its path, such as `/services/srv-…`
 */
export async function makeService(render: TemporaryRender, given: object = {}): Promise<string> {
  return `/services/${await render.make("/services", { ...WEB_SERVICE, ...given })}`;
}
