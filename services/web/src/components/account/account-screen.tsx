import { useEffect } from "preact/hooks";
import { Heading } from "../frame/heading.tsx";
import { Page } from "../frame/page.tsx";
import { useServices } from "../services.ts";
import { useStateOf } from "../use-state-of.ts";
import { RegisterForm } from "./register-form.tsx";
import { SignInForm } from "./sign-in-form.tsx";

const WORDS = {
  "sign-in": { title: "Sign in", other: "/register", question: "New here?", answer: "Create an account" },
  register: { title: "Create an account", other: "/sign-in", question: "Have an account?", answer: "Sign in" },
} as const;

interface AccountScreenProps {
  purpose: "sign-in" | "register";
  /** Where to go once signed in. */
  to: string;
}

/** Where people with an account come in, and become people with an account. */
export function AccountScreen({ purpose, to }: AccountScreenProps) {
  const { session, navigator } = useServices();
  const state = useStateOf(session);
  const signedIn = state.kind === "somebody" && state.person.kind === "account";
  useEffect(() => {
    if (signedIn) navigator.go(to, { replace: true });
  }, [signedIn, navigator, to]);
  const { title, other, question, answer } = WORDS[purpose];
  return (
    <Page title={title} shape="narrow">
      <section class="card door">
        <Heading class="title">{title}</Heading>
        {purpose === "sign-in" ? <SignInForm /> : <RegisterForm />}
        <p class="other-ways">
          {question} <a href={to === "/" ? other : `${other}?to=${encodeURIComponent(to)}`}>{answer}</a>
        </p>
      </section>
    </Page>
  );
}
