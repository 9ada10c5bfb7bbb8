import { useQuery } from '@tanstack/react-query';
import { type Beside, getBesideCall } from '../../server/exchange/simkopdes.schema.ts';
import type { BusinessDate } from '../../server/kernel/business-date.ts';
import type { Id } from '../../server/kernel/ids.ts';
import { rupiah as asRupiah } from '../../server/kernel/rupiah.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { Facts } from '../platform/ui/Facts.tsx';
import { Section } from '../platform/ui/Page.tsx';
import { EmptyState, Loaded } from '../platform/ui/States.tsx';

/** What SIMKOPDES says, beside ours and never in its place; what it does not report is not shown as zero. */
export function BesideTab({ id, asOf }: { id: Id<'cooperative'>; asOf?: BusinessDate }) {
  const { t, date } = useSpeech();
  const beside = useQuery(read(getBesideCall, { params: { id }, ...(asOf && { query: { asOf } }) }));
  return (
    <Loaded
      query={beside}
      emptyIf={({ row }) => row === null}
      empty={<EmptyState title={t('cooperatives.beside.none')}>{t('cooperatives.beside.noneTodo')}</EmptyState>}
    >
      {({ source, row }) =>
        source &&
        row && (
          <Section
            title={t('cooperatives.tabs.beside')}
            note={t('cooperatives.beside.from', { name: source.name, date: date(source.asOf) })}
          >
            <Told row={row} />
          </Section>
        )
      }
    </Loaded>
  );
}

function Told({ row }: { row: Beside }) {
  const { t, number, rupiah } = useSpeech();
  const { landStatus, landSurveyor, registeredPoint, figures } = row;
  const point = registeredPoint && !registeredPoint.isPlaceholder ? registeredPoint : null;
  return (
    <Facts
      items={[
        { label: t('cooperatives.beside.landStatus'), value: landStatus ?? t('cooperatives.untold') },
        { label: t('cooperatives.beside.landSurveyor'), value: landSurveyor ?? t('cooperatives.untold') },
        {
          label: t('cooperatives.beside.point'),
          value: registeredPoint?.isPlaceholder
            ? t('cooperatives.beside.placeholder')
            : point
              ? `${point.latitude}, ${point.longitude}`
              : t('cooperatives.untold'),
        },
        ...figures.map(({ name, unit, value }) => ({
          label: t(`cooperatives.beside.figures.${name}`),
          value: unit === 'idr' ? rupiah(asRupiah(value)) : number(value),
        })),
      ]}
    />
  );
}
