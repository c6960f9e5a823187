import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

interface HeadingProps {
  class?: string;
  children: ComponentChildren;
}

// The page that was loaded is read from its top by itself; what takes its place isn't.
let loaded = false;

/**
 * The heading of a screen. It takes the focus when its screen takes the place of another one, so that the keyboard goes on from there and a screen
 * reader says where one is.
 */
export function Heading({ class: className, children }: HeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    if (loaded) heading.current?.focus({ preventScroll: true });
    loaded = true;
  }, []);
  return (
    <h1 ref={heading} class={className} tabIndex={-1} dir="auto">
      {children}
    </h1>
  );
}
