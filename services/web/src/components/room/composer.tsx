import { isChatText, MAXIMUM_CHAT_LENGTH } from "@live-listen/protocol";
import type { TargetedKeyboardEvent } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { toChatText } from "../../room/chat-text.ts";
import { Button } from "../frame/button.tsx";

/** From here on it says how much room is left, in characters. */
const NEARLY_FULL = 200;

interface ComposerProps {
  disabled: boolean;
  onSay(text: string): void;
}

/** The place to say something. Enter sends, and with Shift begins a new line. */
export function Composer({ disabled, onSay }: ComposerProps) {
  const [text, setText] = useState("");
  const area = useRef<HTMLTextAreaElement>(null);
  const left = MAXIMUM_CHAT_LENGTH - text.length;
  const ready = !disabled && isChatText(toChatText(text));

  useLayoutEffect(() => {
    const { current } = area;
    if (!current) return;
    // As high as its text; its style sheet says where that ends.
    current.style.height = "auto";
    current.style.height = `${current.scrollHeight}px`;
  }, [text]);

  function say() {
    if (!ready) return;
    onSay(toChatText(text));
    setText("");
    area.current?.focus();
  }

  function onKeyDown(event: TargetedKeyboardEvent<HTMLTextAreaElement>) {
    // While letters are being composed, Enter is part of writing.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    say();
  }

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        say();
      }}
    >
      <textarea
        ref={area}
        class="input composer-text"
        rows={1}
        dir="auto"
        aria-label="Message"
        placeholder="Say something"
        enterkeyhint="send"
        maxLength={MAXIMUM_CHAT_LENGTH}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {left <= NEARLY_FULL && (
        <p class="composer-left" role="status">
          {left === 1 ? "1 character left" : `${left} characters left`}
        </p>
      )}
      <Button disabled={!ready}>Send</Button>
    </form>
  );
}
