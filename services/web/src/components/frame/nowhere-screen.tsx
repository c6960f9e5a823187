import { Notice } from "./notice.tsx";
import { Page } from "./page.tsx";

/** Stands at every address that the page doesn't have. */
export function NowhereScreen() {
  return (
    <Page title="Not found" shape="narrow">
      <Notice title="There is nothing here" detail="The address may be incomplete, or it never led anywhere.">
        <a class="button" href="/">
          See all rooms
        </a>
      </Notice>
    </Page>
  );
}
