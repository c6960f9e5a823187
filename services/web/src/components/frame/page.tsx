import type { ComponentChildren } from "preact";
import { useLayoutEffect } from "preact/hooks";
import { pageTitle } from "../../environment/title.ts";
import { useServices } from "../services.ts";
import { AccountMenu } from "./account-menu.tsx";
import { Masthead } from "./masthead.tsx";

interface PageProps {
  /** What the browser calls this place; the product's name alone unless given. */
  title?: string;
  /** How the place fills the window: as long as it is; narrow, for a form; or exactly the window, for a room. */
  shape?: "long" | "narrow" | "window";
  children: ComponentChildren;
}

/** The frame of every screen: where one is, who one is, and the way home. */
export function Page({ title, shape = "long", children }: PageProps) {
  const { variables } = useServices();
  const environment = variables.NEXT_PUBLIC_APP_ENV;
  useLayoutEffect(() => {
    document.title = pageTitle(environment, title);
  }, [environment, title]);
  return (
    <div class="page" data-shape={shape}>
      <a class="skip" href="#content">
        Skip to content
      </a>
      <Masthead environment={environment}>
        <AccountMenu />
      </Masthead>
      <main id="content" class="content" tabIndex={-1}>
        {children}
      </main>
      {shape !== "window" && (
        <footer class="footer">
          <p>Live audio rooms, one link away.</p>
          <a href="/status">Status</a>
        </footer>
      )}
    </div>
  );
}
