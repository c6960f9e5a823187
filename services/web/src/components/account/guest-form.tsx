import { nameFault } from "../../session/checks.ts";
import { FailureNote } from "../form/failure-note.tsx";
import { Field } from "../form/field.tsx";
import { useForm } from "../form/use-form.ts";
import { Button } from "../frame/button.tsx";
import { useServices } from "../services.ts";

/** Asks for a name, which is all it takes to come in. */
export function GuestForm({ action }: { action: string }) {
  const { session } = useServices();
  const form = useForm({ name: "" }, { name: nameFault }, ({ name }) => session.comeAsGuest({ displayName: name }));
  return (
    <form class="form" noValidate onSubmit={form.submit}>
      <Field
        label="Your name"
        autocomplete="nickname"
        hint="Others will see it. You can be anybody."
        {...form.field("name")}
      />
      <FailureNote failure={form.failure} />
      <Button disabled={form.pending}>{form.pending ? "One moment…" : action}</Button>
    </form>
  );
}
