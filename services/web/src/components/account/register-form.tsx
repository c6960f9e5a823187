import { emailFault, nameFault, newPasswordFault } from "../../session/checks.ts";
import { FailureNote } from "../form/failure-note.tsx";
import { Field } from "../form/field.tsx";
import { useForm } from "../form/use-form.ts";
import { Button } from "../frame/button.tsx";
import { useServices } from "../services.ts";

/** Makes an account. */
export function RegisterForm() {
  const { session } = useServices();
  const form = useForm(
    { name: "", email: "", password: "" },
    { name: nameFault, email: emailFault, password: newPasswordFault },
    ({ name, email, password }) => session.register({ displayName: name, email: email.trim(), password }),
  );
  return (
    <form class="form" noValidate onSubmit={form.submit}>
      <Field label="Your name" autocomplete="nickname" hint="Others will see it." {...form.field("name")} />
      <Field
        label="E-mail address"
        type="email"
        autocomplete="username"
        hint="Nobody will see it."
        {...form.field("email")}
      />
      <Field
        label="Password"
        type="password"
        autocomplete="new-password"
        hint="8 characters or more."
        {...form.field("password")}
      />
      <FailureNote failure={form.failure} />
      <Button disabled={form.pending}>{form.pending ? "Creating your account…" : "Create account"}</Button>
    </form>
  );
}
