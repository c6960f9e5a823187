import { toPieces } from "../../room/links.ts";
import type { Row } from "../../room/rows.ts";
import { clockWords, dayWords, momentWords } from "../../room/times.ts";
import { Avatar } from "../frame/avatar.tsx";

interface MessageItemProps {
  row: Row;
  now: number;
  hostId: string | undefined;
  ownId: string | undefined;
}

/** A message, under its author's name unless it goes on where the same author left off. */
export function MessageItem({ row, now, hostId, ownId }: MessageItemProps) {
  const { message, newDay, goesOn } = row;
  const { author, at, text } = message;
  const isOwn = author.id !== null && author.id === ownId;
  return (
    <>
      {newDay && (
        <li class="day">
          <time dateTime={at.slice(0, "2026-01-31".length)}>{dayWords(at, now)}</time>
        </li>
      )}
      <li class="message" data-goes-on={goesOn} data-own={isOwn}>
        {!goesOn && <Avatar id={author.id} name={author.name} />}
        <p class="message-head">
          <bdi class={goesOn ? "unseen" : "message-author"}>{author.name}</bdi>
          {!goesOn && author.id !== null && author.id === hostId && <span class="person-mark">host</span>}
          <time class="message-time" dateTime={at} title={momentWords(at)}>
            {clockWords(at)}
          </time>
        </p>
        <MessageText text={text} />
      </li>
    </>
  );
}

/** What somebody said: text, of which nothing but the addresses of pages means anything to the browser. */
export function MessageText({ text }: { text: string }) {
  return (
    <p class="message-text" dir="auto">
      {toPieces(text).map(({ text: piece, href }, index) =>
        href === undefined ? (
          piece
        ) : (
          // Pieces have no names but their places, and never change.
          <a key={index} href={href} target="_blank" rel="noopener noreferrer nofollow ugc">
            {piece}
          </a>
        ),
      )}
    </p>
  );
}
