import { useState } from 'react';
import type { NewPack } from '../../server/catalogue/item.schema.ts';
import { useSpeech } from '../platform/i18n.ts';
import { newId } from '../platform/ids.ts';
import { type InputProps, QuantityInput, TextInput } from '../platform/ui/inputs.tsx';

/** The pack that new goods are bought and sold in, once it is filled in; others are added on their page. */
export function FirstPackInput({ id, error, onChange }: InputProps<NewPack[]>) {
  const { t } = useSpeech();
  const [packId] = useState(() => newId<'pack'>());
  const [typed, setTyped] = useState<{ label?: string | undefined; qtyBase?: number | undefined }>({});
  const change = (part: typeof typed) => {
    const { label, qtyBase } = { ...typed, ...part };
    setTyped({ label, qtyBase });
    const isWhole = label !== undefined && label.trim() !== '' && qtyBase !== undefined && qtyBase > 0;
    onChange(isWhole ? [{ id: packId, label, qtyBase, isOrdered: true, isSold: true }] : undefined);
  };
  return (
    <>
      <TextInput
        {...(id !== undefined && { id })}
        label={t('catalogue.fields.label')}
        help={t('catalogue.help.label')}
        required
        error={error}
        value={typed.label}
        maxLength={60}
        onChange={(label) => change({ label })}
      />
      <QuantityInput
        label={t('catalogue.fields.qtyBase')}
        help={t('catalogue.help.qtyBase')}
        required
        value={typed.qtyBase}
        onChange={(qtyBase) => change({ qtyBase })}
      />
    </>
  );
}
