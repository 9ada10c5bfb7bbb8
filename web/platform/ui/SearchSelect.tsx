import { Select } from '@mantine/core';
import { type QueryKey, type UseQueryOptions, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useSpeech } from '../i18n.ts';
import { type Choice, InputFrame, type InputProps } from './inputs.tsx';
import css from './SearchSelect.module.css';

interface SearchSelectProps<Told, Failure extends Error, Key extends QueryKey> extends InputProps<string> {
  /** The choices that fit what was typed; few enough to look through. */
  choicesFor: (typed: string) => UseQueryOptions<Told, Failure, readonly Choice[], Key>;
  /** How the value set at the start reads. */
  startLabel?: string;
}

/** One of many, found by typing: a cooperative, an asset, a person. */
export function SearchSelect<Told, Failure extends Error, Key extends QueryKey>({
  value,
  onChange,
  disabled,
  choicesFor,
  startLabel,
  ...frame
}: SearchSelectProps<Told, Failure, Key>) {
  const { t } = useSpeech();
  const [typed, setTyped] = useState(startLabel ?? '');
  const asked = useDeferredValue(typed);
  const { data = [], isFetching } = useQuery(choicesFor(asked));
  const chosen =
    value !== undefined && startLabel !== undefined && !data.some((choice) => choice.value === value)
      ? [{ value, label: startLabel }]
      : [];
  return (
    <InputFrame {...frame}>
      {({ className, ...wiring }) => (
        <Select
          {...wiring}
          classNames={{ input: `${className} ${css.input}`, dropdown: css.dropdown ?? '', option: css.option ?? '' }}
          variant="unstyled"
          data={[...chosen, ...data]}
          filter={({ options }) => options}
          searchable
          value={value ?? null}
          searchValue={typed}
          onSearchChange={setTyped}
          onChange={(next) => onChange(next ?? undefined)}
          disabled={disabled ?? false}
          placeholder={t('platform.form.typeToSearch')}
          nothingFoundMessage={isFetching ? t('platform.state.loading') : t('platform.form.noneFound')}
          comboboxProps={{ transitionProps: { duration: 120 } }}
        />
      )}
    </InputFrame>
  );
}
