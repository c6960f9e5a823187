import type { RoomEnd } from "../../room/state.ts";
import { END_WORDS } from "../../room/words.ts";
import { Notice } from "../frame/notice.tsx";
import { Page } from "../frame/page.tsx";

/** Stands in place of a room that one can't come (back) into. */
export function EndNotice({ end }: { end: RoomEnd }) {
  const { title, detail } = END_WORDS[end];
  return (
    <Page title={title} shape="narrow">
      <Notice title={title} detail={detail}>
        <a class="button" href="/">
          See all rooms
        </a>
      </Notice>
    </Page>
  );
}
