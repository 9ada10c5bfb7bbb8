import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { parseBusinessDate } from '../../server/kernel/business-date.ts';
import type { BodyOf, Call, ParamsOf, ReplyOf } from '../../server/kernel/call.ts';
import { rupiah } from '../../server/kernel/rupiah.ts';
import type { FieldProblem } from '../../server/platform/http/http.refusals.ts';
import css from './form.module.css';
import {
  type Field,
  fieldsOf,
  problemsByPointer,
  problemsIn,
  problemsInOrder,
  type Values,
  valueAt,
  withValue,
} from './form-fields.ts';
import { hasWord, useSpeech } from './i18n.ts';
import { newId } from './ids.ts';
import { refresh } from './query.ts';
import { type Problem, send } from './send.ts';
import { Button } from './ui/Button.tsx';
import {
  BusinessDateInput,
  ChoiceInput,
  type InputProps,
  ProseInput,
  QuantityInput,
  RupiahInput,
  TextInput,
  YesNoInput,
} from './ui/inputs.tsx';
import { wordsFor } from './ui/States.tsx';

/** Draws an input of the screen's own in the place of the generated one: a picker for a `…Id`, a file, a map point. */
export type InputOfOnesOwn = (props: InputProps<unknown>) => ReactNode;

type Asked<C extends Call> = readonly (string & keyof BodyOf<C>)[];

interface CallFormProps<C extends Call> {
  call: C;
  params?: Omit<ParamsOf<C>, 'regency'>;
  /** What stands in the fields at the start, and what is sent without being asked. */
  start?: Partial<BodyOf<C>>;
  /** Which members are asked for, in which order; left out: all that the schema names, except references nobody can type. */
  ask?: Asked<C> | ((values: Partial<BodyOf<C>>) => Asked<C>);
  /** By member name or pointer. */
  inputs?: Readonly<Record<string, InputOfOnesOwn>>;
  /** At which field a refusal is said, where it is about one: `{ 'sales/in-future': '/soldOn' }`. */
  refusedAt?: Readonly<Record<string, string>>;
  /** The verb on the button. */
  submit: string;
  cancel?: () => void;
  /** Modules whose reads are asked anew once this is recorded. */
  refreshes?: readonly string[];
  onDone?: (reply: ReplyOf<C>, sent: BodyOf<C>) => void;
}

/**
 * A form made of a call's body schema: labels are `<module>.fields.<name>`, limits and required marks the schema's own. What the server
 * would refuse is said before it is asked, with the same rules; what it refuses nevertheless is said at the same places.
 * The body's `id` is made when the form opens, so that pressing twice, or again after a lost answer, has one effect.
 */
export function CallForm<C extends Call>({
  call,
  params,
  start,
  ask,
  inputs = {},
  refusedAt = {},
  submit,
  cancel,
  refreshes = [],
  onDone,
}: CallFormProps<C>) {
  const { t } = useSpeech();
  const formId = useId();
  const [values, setValues] = useState<Values>(() => startingValues(call, start));
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const asked = typeof ask === 'function' ? ask(values as Partial<BodyOf<C>>) : ask;
  const fields = askedFields(fieldsOf(call.body), asked, inputs);
  const body = asked ? onlyOf(values, ['id', ...Object.keys(start ?? {}), ...asked]) : values;
  const sending = useMutation<ReplyOf<C>, Problem, BodyOf<C>>({
    mutationFn: (sent) => send(call, { ...(params && { params }), body: sent }),
    onError: (problem) => setProblems(problem.fields),
    onSuccess: async (reply, sent) => {
      await refresh(call.name.split('/')[0] ?? '', ...refreshes);
      onDone?.(reply, sent);
    },
  });
  const refusedPointer = refusedAt[sending.error?.type ?? ''];
  const byPointer = problemsInOrder(
    problemsByPointer(refusedPointer ? [...problems, refusedField(refusedPointer)] : problems),
    fields,
  );
  const words = formWords(call, t, sending.error);

  const check = () => {
    const found = problemsIn(call.body, body);
    setProblems(found);
    if (found.length === 0) sending.mutate(body as BodyOf<C>);
  };

  return (
    <form
      className={css.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        check();
      }}
    >
      <ProblemSummary
        problems={byPointer}
        refused={sending.error && sending.error.fields.length === 0 && !refusedPointer ? sending.error : null}
        formId={formId}
        words={words}
      />
      <Fields
        {...{ fields, values, inputs, formId, byPointer, words }}
        onChange={(pointer, value) => setValues((before) => withValue(before, pointer, value))}
      />
      <div className={css.buttons}>
        <Button kind="act" type="submit" busy={sending.isPending}>
          {sending.isPending ? t('platform.form.sending') : submit}
        </Button>
        {cancel && (
          <Button kind="quiet" onClick={cancel}>
            {t('platform.form.cancel')}
          </Button>
        )}
      </div>
    </form>
  );
}

function startingValues<C extends Call>(call: C, start: Partial<BodyOf<C>> = {}): Values {
  const hasId = fieldsOf(call.body).some((field) => field.name === 'id' && field.kind === 'reference');
  return { ...(hasId ? { id: newId() } : {}), ...start };
}

function askedFields(
  all: readonly Field[],
  ask: readonly string[] | undefined,
  inputs: Readonly<Record<string, InputOfOnesOwn>>,
): Field[] {
  if (ask) return ask.flatMap((name) => all.find((field) => field.name === name) ?? []);
  return all.filter((field) => field.kind !== 'reference' || inputs[field.name] !== undefined);
}

/** What was typed into a field that is no longer asked for is not sent. */
function onlyOf(values: Values, names: readonly string[]): Values {
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));
}

/** A refusal that is about one field, said like the field's other problems. */
const refusedField = (pointer: string): FieldProblem => ({ in: 'body', pointer, rule: 'refused', limits: {} });

type Translate = ReturnType<typeof useSpeech>['t'];

interface FormWords {
  label: (pointer: string) => string;
  help: (pointer: string) => string | undefined;
  option: (pointer: string, value: string) => string;
  error: (problem: FieldProblem | undefined) => string | undefined;
}

/** The module's own word for a member, or the platform's where the same thing is asked in many modules (a source, a reason). */
function formWords(call: Call, t: Translate, refused: Problem | null): FormWords {
  const module = call.name.split('/')[0] ?? '';
  const find = (kind: string, path: string) =>
    [module, 'platform'].map((owner) => `${owner}.${kind}.${path}`).find(hasWord);
  const path = (pointer: string) => pointer.slice(1).replace(/\/\d+/g, '').replaceAll('/', '-');
  return {
    label: (pointer) => t(find('fields', path(pointer)) ?? `${module}.fields.${path(pointer)}`),
    help: (pointer) => {
      const key = find('help', path(pointer));
      return key === undefined ? undefined : t(key);
    },
    option: (pointer, value) =>
      t(find('options', `${path(pointer)}.${value}`) ?? `${module}.options.${path(pointer)}.${value}`),
    error: (problem) => {
      if (problem === undefined) return undefined;
      if (problem.rule === 'refused') return wordsFor(refused, t);
      const rule = hasWord(`platform.form.rule.${problem.rule}`) ? problem.rule : 'other';
      return t(`platform.form.rule.${rule}`, { ...problem.limits });
    },
  };
}

interface FieldsProps {
  fields: readonly Field[];
  values: Values;
  inputs: Readonly<Record<string, InputOfOnesOwn>>;
  formId: string;
  byPointer: ReadonlyMap<string, FieldProblem>;
  words: FormWords;
  onChange: (pointer: string, value: unknown) => void;
}

function Fields(props: FieldsProps) {
  return props.fields.map((field) => {
    if (field.kind === 'group') {
      return (
        <fieldset key={field.pointer} className={css.group}>
          <legend>{props.words.label(field.pointer)}</legend>
          <Fields {...props} fields={field.fields} />
        </fieldset>
      );
    }
    return <FieldInput key={field.pointer} {...props} field={field} />;
  });
}

function FieldInput({ field, values, inputs, formId, byPointer, words, onChange }: FieldsProps & { field: Field }) {
  const common = {
    id: formId + field.pointer,
    label: words.label(field.pointer),
    help: words.help(field.pointer),
    required: field.required,
    error: words.error(byPointer.get(field.pointer)),
  };
  const value = valueAt(values, field.pointer);
  const change = (next: unknown) => onChange(field.pointer, next);
  const own = inputs[field.name] ?? inputs[field.pointer];
  if (own) return own({ ...common, value, onChange: change });
  switch (field.kind) {
    case 'prose':
      return <ProseInput {...common} value={value as string} onChange={change} maxLength={field.maxLength} />;
    case 'day':
      return <BusinessDateInput {...common} value={parseBusinessDate(String(value ?? ''))} onChange={change} />;
    case 'rupiah':
      return (
        <RupiahInput {...common} value={typeof value === 'number' ? rupiah(value) : undefined} onChange={change} />
      );
    case 'number':
      return <QuantityInput {...common} value={value as number} onChange={change} />;
    case 'choice':
      return (
        <ChoiceInput
          {...common}
          value={value as string}
          onChange={change}
          choices={field.options.map((option) => ({ value: option, label: words.option(field.pointer, option) }))}
        />
      );
    case 'yes-no':
      return <YesNoInput {...common} value={value as boolean} onChange={change} />;
    default:
      return <TextInput {...common} value={value as string} onChange={change} maxLength={field.maxLength} />;
  }
}

interface SummaryProps {
  problems: ReadonlyMap<string, FieldProblem>;
  refused: Problem | null;
  formId: string;
  words: FormWords;
}

/** What stands in the way, all at once and reached at once; each line leads to its field. */
function ProblemSummary({ problems, refused, formId, words }: SummaryProps) {
  const { t } = useSpeech();
  const summary = useRef<HTMLDivElement>(null);
  const something = problems.size > 0 || refused !== null;
  useEffect(() => {
    if (problems.size > 0 || refused) summary.current?.focus();
  }, [problems.size, refused]);
  if (!something) return null;
  return (
    <div ref={summary} className={css.summary} role="alert" tabIndex={-1}>
      {refused && <p>{wordsFor(refused, t)}</p>}
      {problems.size > 0 && (
        <>
          <p>{t('platform.form.mend', { count: problems.size })}</p>
          <ul>
            {[...problems].map(([pointer, problem]) => (
              <li key={pointer}>
                <a
                  href={`#${formId}${pointer}`}
                  onClick={(event) => {
                    event.preventDefault();
                    document.getElementById(formId + pointer)?.focus();
                  }}
                >
                  {words.label(pointer)}
                </a>
                : {words.error(problem)}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
