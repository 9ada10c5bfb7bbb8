import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { addDeviceCall } from '../../server/devices/device.schema.ts';
import type { Instant } from '../../server/kernel/business-date.ts';
import type { Id } from '../../server/kernel/ids.ts';
import { useOnlyCooperative } from '../platform/cooperatives.ts';
import { CallForm } from '../platform/form.tsx';
import { useSpeech } from '../platform/i18n.ts';
import { newId } from '../platform/ids.ts';
import { refresh } from '../platform/query.ts';
import { Button } from '../platform/ui/Button.tsx';
import { CooperativeInput } from '../platform/ui/CooperativeInput.tsx';
import { DialogButton } from '../platform/ui/DialogButton.tsx';
import type { InputProps } from '../platform/ui/inputs.tsx';
import { wordsFor } from '../platform/ui/States.tsx';
import css from './devices.module.css';

interface Code {
  readonly code: string;
  readonly until: Instant;
}

/** A button that gets a one-time code and shows it, this once. */
export function CodeButton(given: { verb: string; title: string; how: string; ask: () => Promise<Code> }) {
  const { verb, title, how, ask } = given;
  return (
    <DialogButton kind="quiet" verb={verb} title={title}>
      {(close) => <Asked {...{ ask, how, close }} />}
    </DialogButton>
  );
}

function Asked({ ask, how, close }: { ask: () => Promise<Code>; how: string; close: () => void }) {
  const { t } = useSpeech();
  const asking = useMutation({ mutationFn: ask, onSuccess: () => refresh('devices') });
  const { mutate } = asking;
  useEffect(() => mutate(), [mutate]);
  if (asking.error) return <p role="alert">{wordsFor(asking.error, t)}</p>;
  if (asking.data === undefined) return <p>{t('devices.oneMoment')}</p>;
  return <Shown code={asking.data} how={how} close={close} />;
}

function Shown({ code: { code, until }, how, close }: { code: Code; how: string; close: () => void }) {
  const { t, time } = useSpeech();
  return (
    <div className={css.step}>
      <p>{how}</p>
      <p>
        {t('devices.openOutlet')} <strong>{`${location.origin}/gerai/`}</strong>
      </p>
      <output className={css.code}>{code}</output>
      <p className="quiet">{t('devices.codeUntil', { time: time(until) })}</p>
      <Button onClick={close}>{t('devices.close')}</Button>
    </div>
  );
}

/** Prepares a phone: its name is asked, then its code is shown. */
export function AddDevice({ cooperativeId }: { cooperativeId?: Id<'cooperative'> }) {
  const { t } = useSpeech();
  return (
    <DialogButton kind="act" verb={t('devices.add')}>
      {(close) => <NewDevice close={close} {...(cooperativeId && { cooperativeId })} />}
    </DialogButton>
  );
}

function NewDevice({ close, cooperativeId }: { close: () => void; cooperativeId?: Id<'cooperative'> }) {
  const { t } = useSpeech();
  const [id] = useState(() => newId<'device'>());
  const [code, setCode] = useState<Code>();
  const only = useOnlyCooperative();
  const chosen = cooperativeId ?? only;
  if (code !== undefined) return <Shown code={code} how={t('devices.codeHow')} close={close} />;
  return (
    <CallForm
      call={addDeviceCall}
      submit={t('devices.add')}
      cancel={close}
      onDone={setCode}
      start={{ id, ...(chosen && { cooperativeId: chosen }) }}
      ask={only === undefined ? ['cooperativeId', 'name'] : ['name']}
      inputs={{ cooperativeId: (props) => <CooperativeInput {...(props as InputProps<string>)} key="cooperative" /> }}
    />
  );
}
