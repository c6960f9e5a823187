import type { ComponentChildren } from "preact";
import { Heading } from "./heading.tsx";
import { Quiet } from "./quiet.tsx";

interface NoticeProps {
  title: string;
  detail: string;
  children?: ComponentChildren;
}

/** A screen that has nothing but something to say, and where to go from there. */
export function Notice({ title, detail, children }: NoticeProps) {
  return (
    <section class="card notice">
      <Quiet />
      <Heading class="title">{title}</Heading>
      <p class="notice-detail">{detail}</p>
      <div class="actions">{children}</div>
    </section>
  );
}
