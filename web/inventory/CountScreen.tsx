import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { countSheetCall, type NewCount, recordCountCall } from '../../server/inventory/count/count.schema.ts';
import type { CountSheet } from '../../server/inventory/count/count-sheet.schema.ts';
import { type Id, id } from '../../server/kernel/ids.ts';
import { useOnlyCooperative } from '../platform/cooperatives.ts';
import { CallForm } from '../platform/form.tsx';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { momentNow } from '../platform/session.ts';
import { CooperativeInput } from '../platform/ui/CooperativeInput.tsx';
import { ChoiceInput, type InputProps, QuantityInput } from '../platform/ui/inputs.tsx';
import { notify } from '../platform/ui/notices.tsx';
import { Page } from '../platform/ui/Page.tsx';
import { EmptyState, Loaded } from '../platform/ui/States.tsx';
import css from './inventory.module.css';

const route = getRouteApi('/signed-in/gudang/hitungan/baru');

/** A blind count in the office: every item, and what was found of it. */
export function CountScreen() {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const only = useOnlyCooperative();
  const { cooperativeId = only } = route.useSearch();
  return (
    <Page title={t('inventory.count.title')} note={t('inventory.count.note')}>
      {only === undefined && (
        <CooperativeInput
          key={cooperativeId}
          label={t('inventory.fields.cooperativeId')}
          required
          value={cooperativeId}
          onChange={(next) =>
            void navigate({
              to: '/gudang/hitungan/baru',
              search: next === undefined ? {} : { cooperativeId: id<'cooperative'>(next) },
              replace: true,
            })
          }
        />
      )}
      {cooperativeId !== undefined && <Form key={cooperativeId} cooperativeId={cooperativeId} />}
    </Page>
  );
}

function Form({ cooperativeId }: { cooperativeId: Id<'cooperative'> }) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const sheet = useQuery(read(countSheetCall, { query: { cooperativeId } }));
  const [countedAt] = useState(momentNow);
  return (
    <Loaded
      query={sheet}
      emptyIf={({ places, items }) => places.length === 0 || items.length === 0}
      empty={<EmptyState title={t('inventory.count.none')}>{t('inventory.count.noneTodo')}</EmptyState>}
    >
      {({ places, items }) => (
        <CallForm
          call={recordCountCall}
          start={{ countedAt, ...(places.length === 1 && places[0] ? { placeId: places[0].id } : {}) }}
          ask={['placeId', 'lines', 'note']}
          inputs={{
            placeId: (props) => (
              <ChoiceInput
                {...(props as InputProps<string>)}
                choices={places.map(({ id, name }) => ({ value: id, label: name }))}
              />
            ),
            lines: (props) => <FoundInput {...(props as InputProps<NewCount['lines']>)} items={items} />,
          }}
          submit={t('inventory.count.send')}
          onDone={({ stocktakeId, waitsFor }) => {
            notify(t(`inventory.waits.${waitsFor}`));
            void navigate({ to: '/gudang/hitungan/$id', params: { id: stocktakeId } });
          }}
        />
      )}
    </Loaded>
  );
}

type Item = CountSheet['items'][number];

interface Found {
  readonly packs?: number | undefined;
  readonly loose?: number | undefined;
}

/** What was found, item by item and batch by batch, in full packs and what is loose. An empty line was not counted; none is 0. */
function FoundInput({ id, label, error, onChange, items }: InputProps<NewCount['lines']> & { items: readonly Item[] }) {
  const { t } = useSpeech();
  const [found, setFound] = useState<ReadonlyMap<string, Found>>(new Map());
  const lots = items.flatMap((item) =>
    [undefined, ...item.batches].map((batch) => ({ item, batch, key: `${item.id}/${batch?.id ?? ''}` })),
  );
  const tell = (key: string, next: Found) => {
    const all = new Map(found).set(key, next);
    setFound(all);
    onChange(
      lots.flatMap(({ item, batch, key: of }) => {
        const { packs, loose } = all.get(of) ?? {};
        if (packs === undefined && loose === undefined) return [];
        const qtyBase = (packs ?? 0) * (packOf(item)?.qtyBase ?? 1) + (loose ?? 0);
        return { itemId: item.id, ...(batch && { batchId: batch.id }), baseUnit: item.baseUnit, qtyBase };
      }),
    );
  };
  return (
    <fieldset id={id} tabIndex={-1} className={css.lines}>
      <legend>{label}</legend>
      {error && <p role="alert">{error}</p>}
      {lots.map(({ item, batch, key }) => {
        const pack = packOf(item);
        const now = found.get(key) ?? {};
        return (
          <div key={key} className={css.line}>
            <p>
              {item.name}
              {batch && ` · ${batch.label}`}
            </p>
            {pack && pack.qtyBase > 1 && (
              <QuantityInput label={pack.label} value={now.packs} onChange={(packs) => tell(key, { ...now, packs })} />
            )}
            <QuantityInput
              {...(item.baseUnit === 'piece' ? {} : { perUnit: 1000, unit: t(`inventory.larger.${item.baseUnit}`) })}
              label={t(item.baseUnit === 'piece' ? 'inventory.count.pieces' : 'inventory.count.loose')}
              value={now.loose}
              onChange={(loose) => tell(key, { ...now, loose })}
            />
          </div>
        );
      })}
    </fieldset>
  );
}

/** The largest pack: the first of the sheet. */
function packOf(item: Item): Item['packs'][number] | undefined {
  return item.packs[0];
}
