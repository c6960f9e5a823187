import { Heading } from "../frame/heading.tsx";
import { Page } from "../frame/page.tsx";
import { Beginning } from "./beginning.tsx";
import { RoomListSection } from "./room-list-section.tsx";

/** The first thing that people see: what this is, a way to begin, and what is going on. */
export function HomeScreen() {
  return (
    <Page>
      <div class="home">
        <div class="hero">
          <Heading class="hero-title">One speaks. Everyone with the link listens.</Heading>
          <p class="hero-detail">
            Open a room, share its link, and whoever follows it is there: no download, no account.
          </p>
        </div>
        <Beginning />
        <RoomListSection />
      </div>
    </Page>
  );
}
