import { emailFault, passwordFault } from "../../session/checks.ts";
import { FailureNote } from "../form/failure-note.tsx";
import { Field } from "../form/field.tsx";
import { useForm } from "../form/use-form.ts";
import { Button } from "../frame/button.tsx";
import { useServices } from "../services.ts";

/** Signs in to an account. */
export function SignInForm() {
  const { session } = useServices();
  const form = useForm(
    { email: "", password: "" },
    { email: emailFault, password: passwordFault },
    ({ email, password }) => session.signIn({ email: email.trim(), password }),
  );
  return (
    <form class="form" noValidate onSubmit={form.submit}>
      <Field label="E-mail address" type="email" autocomplete="username" {...form.field("email")} />
      <Field label="Password" type="password" autocomplete="current-password" {...form.field("password")} />
      <FailureNote failure={form.failure} />
      <Button disabled={form.pending}>{form.pending ? "Signing in…" : "Sign in"}</Button>
    </form>
  );
}
