import { titleFault } from "../../rooms/title.ts";
import { FailureNote } from "../form/failure-note.tsx";
import { Field } from "../form/field.tsx";
import { useForm } from "../form/use-form.ts";
import { Button } from "../frame/button.tsx";
import { useServices } from "../services.ts";
import { Choice } from "./choice.tsx";

/** Opens a room and goes there. */
export function NewRoomForm() {
  const { rooms, navigator } = useServices();
  const form = useForm(
    { title: "", isPrivate: false },
    { title: titleFault, isPrivate: () => undefined },
    async ({ title, isPrivate }) => {
      const answer = await rooms.create({ title: title.trim(), isPrivate });
      if (!answer.ok) return answer.failure;
      navigator.go({ name: "room", slug: answer.value.slug });
      return undefined;
    },
  );
  return (
    <form class="form" noValidate onSubmit={form.submit}>
      <Field
        label="What is it about?"
        autocomplete="off"
        hint="A few words that everybody sees."
        {...form.field("title")}
      />
      <fieldset class="choices">
        <legend>Who may come in?</legend>
        <Choice
          name="isPrivate"
          checked={!form.values.isPrivate}
          label="Everybody"
          detail="Listed for all to find."
          onChoose={() => form.set("isPrivate", false)}
        />
        <Choice
          name="isPrivate"
          checked={form.values.isPrivate}
          label="Whoever has the link"
          detail="Listed nowhere."
          onChoose={() => form.set("isPrivate", true)}
        />
      </fieldset>
      <FailureNote failure={form.failure} />
      <Button disabled={form.pending}>{form.pending ? "Opening…" : "Open the room"}</Button>
    </form>
  );
}
