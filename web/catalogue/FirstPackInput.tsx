import type { NewPack } from '../../server/catalogue/item.schema.ts';
import { useSpeech } from '../platform/i18n.ts';
import { newId } from '../platform/ids.ts';
import { type InputProps, QuantityInput, TextInput } from '../platform/ui/inputs.tsx';

/** The pack that new goods are bought and sold in; others are added on their page. */
export function FirstPackInput({ id, error, value, onChange }: InputProps<NewPack[]>) {
  const { t } = useSpeech();
  const [pack] = value ?? [];
  const change = (part: Partial<NewPack>) =>
    onChange([{ id: newId<'pack'>(), isOrdered: true, isSold: true, ...pack, ...part } as NewPack]);
  return (
    <>
      <TextInput
        {...(id !== undefined && { id })}
        label={t('catalogue.fields.label')}
        help={t('catalogue.help.label')}
        required
        error={error}
        value={pack?.label}
        maxLength={60}
        onChange={(label) => change({ label: label ?? '' })}
      />
      <QuantityInput
        label={t('catalogue.fields.qtyBase')}
        help={t('catalogue.help.qtyBase')}
        required
        value={pack?.qtyBase}
        onChange={(qtyBase) => change({ qtyBase: qtyBase ?? 0 })}
      />
    </>
  );
}
