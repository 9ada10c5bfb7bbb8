import type { Id } from '../../server/kernel/ids.ts';
import { addDecisionCall, type NewDecision } from '../../server/taskforce/taskforce.schema.ts';
import { CallForm } from '../platform/form.tsx';
import { useSpeech } from '../platform/i18n.ts';
import { ownerRoles } from '../platform/owner-roles.ts';
import { Button } from '../platform/ui/Button.tsx';
import { CooperativeInput } from '../platform/ui/CooperativeInput.tsx';
import { DialogButton } from '../platform/ui/DialogButton.tsx';
import { BusinessDateInput, ChoiceInput, type InputProps, TextInput } from '../platform/ui/inputs.tsx';
import { Stack } from '../platform/ui/Page.tsx';

type Actions = NewDecision['actions'];
type Action = Actions[number];

const empty: Action = { title: '', ownerRole: '' };

/** A decision, and one row for each thing that follows from it. */
export function AddDecision({ meetingId }: { meetingId: Id<'meeting'> }) {
  const { t } = useSpeech();
  return (
    <DialogButton kind="act" verb={t('taskforce.addDecision')}>
      {(close, done) => (
        <CallForm
          call={addDecisionCall}
          params={{ meetingId }}
          start={{ actions: [empty] }}
          ask={['text', 'cooperativeId', 'actions']}
          inputs={{
            cooperativeId: (props) => <CooperativeInput {...(props as InputProps<string>)} key="cooperative" />,
            actions: (props) => <ActionRows {...(props as InputProps<Actions>)} key="actions" />,
          }}
          submit={t('taskforce.save')}
          cancel={close}
          refreshes={['tasks', 'reporting']}
          onDone={done}
        />
      )}
    </DialogButton>
  );
}

function ActionRows({ id, value = [], onChange }: InputProps<Actions>) {
  const { t } = useSpeech();
  const change = (at: number, changes: Partial<Action>) =>
    onChange(value.map((action, index) => (index === at ? { ...action, ...changes } : action)));
  return (
    <Stack>
      {value.map((action, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name but their place, and hold no state of their own
        <fieldset key={at} aria-label={t('taskforce.action', { number: at + 1 })}>
          <TextInput
            id={`${id}/${at}/title`}
            label={t('taskforce.fields.actions-title')}
            required
            maxLength={300}
            value={action.title}
            onChange={(title = '') => change(at, { title })}
          />
          <ChoiceInput
            id={`${id}/${at}/ownerRole`}
            label={t('taskforce.fields.actions-ownerRole')}
            required
            choices={ownerRoles(t)}
            value={action.ownerRole}
            onChange={(ownerRole = '') => change(at, { ownerRole })}
          />
          <BusinessDateInput
            id={`${id}/${at}/dueOn`}
            label={t('taskforce.fields.actions-dueOn')}
            value={action.dueOn}
            onChange={(dueOn) => onChange(value.map((each, index) => (index === at ? withDue(each, dueOn) : each)))}
          />
          <Button kind="quiet" onClick={() => onChange(value.filter((_, index) => index !== at))}>
            {t('taskforce.removeAction')}
          </Button>
        </fieldset>
      ))}
      <p>
        <Button onClick={() => onChange([...value, empty])}>{t('taskforce.addAction')}</Button>
      </p>
    </Stack>
  );
}

/** Not given is not the same as empty, so it is left out. */
function withDue({ dueOn: _, ...action }: Action, dueOn: Action['dueOn']): Action {
  return dueOn === undefined ? action : { ...action, dueOn };
}
