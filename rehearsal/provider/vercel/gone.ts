import { isGone } from "../rest/failure.ts";

/** What was asked for; undefined when Vercel knows nothing of it. */
export async function unlessGone<Answer>(asked: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}
