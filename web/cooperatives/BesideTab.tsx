import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type Beside, getBesideCall, listBesideHistoryCall } from '../../server/exchange/simkopdes.schema.ts';
import { type CountedFigure, figureUnits } from '../../server/exchange/simkopdes-figures.ts';
import { instant } from '../../server/kernel/business-date.ts';
import type { Id } from '../../server/kernel/ids.ts';
import { rupiah as asRupiah } from '../../server/kernel/rupiah.ts';
import { listTasksCall } from '../../server/tasks/task.schema.ts';
import { findingWords } from '../platform/finding-words.ts';
import { may } from '../platform/hat.ts';
import { useSpeech } from '../platform/i18n.ts';
import { pointWords } from '../platform/point-words.ts';
import { read } from '../platform/query.ts';
import { Facts } from '../platform/ui/Facts.tsx';
import { roleName, StageBadge } from '../platform/ui/marks.tsx';
import { Columns, Section, Stack } from '../platform/ui/Page.tsx';
import { EmptyState, Loaded } from '../platform/ui/States.tsx';
import { Timeline } from '../platform/ui/Timeline.tsx';
import { useNameOf } from '../platform/use-name-of.ts';
import type { Cooperative } from './cooperative-page.ts';

interface BesideTabProps {
  readonly id: Id<'cooperative'>;
  readonly asOf?: Cooperative['history'][number]['effectiveOn'];
  /** Ours, to be held against theirs. */
  readonly facility: Cooperative['facility'];
}

/** What SIMKOPDES says, beside ours and never in its place; what it does not report is not shown as zero. */
export function BesideTab({ id, asOf, facility }: BesideTabProps) {
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
          <Columns>
            <Stack>
              <Section
                title={t('cooperatives.beside.both')}
                note={t('cooperatives.beside.from', { name: source.name, date: date(source.asOf) })}
              >
                <Statuses row={row} facility={facility} />
              </Section>
              <Section title={t('cooperatives.beside.figures')}>
                <Figures row={row} />
              </Section>
            </Stack>
            <Section title={t('cooperatives.beside.history')}>
              <History id={id} />
            </Section>
          </Columns>
        )
      }
    </Loaded>
  );
}

/** Their land beside our building: where the two do not go together it is said, with whoever must settle it. */
function Statuses({ row, facility }: { row: Beside; facility: Cooperative['facility'] }) {
  const speech = useSpeech();
  const { t } = speech;
  const nameOf = useNameOf();
  const { landStatus, landSurveyor, landPoint, registeredPoint, findings } = row;
  const differs = findings.some(({ kind }) => kind === 'facility-differs');
  const place = (point: { latitude: number; longitude: number } | null) =>
    point === null ? t('exchange.notReported') : pointWords(point);
  return (
    <>
      <Facts
        items={[
          { label: t('cooperatives.beside.ours'), value: <StageBadge stage={facility} /> },
          {
            label: t('exchange.figures.land_status'),
            value: differs ? <strong>{landStatus}</strong> : (landStatus ?? t('exchange.noLand')),
          },
          { label: t('exchange.figures.land_surveyor'), value: landSurveyor ?? t('exchange.notReported') },
          { label: t('exchange.figures.land_point'), value: place(landPoint) },
          {
            label: t('exchange.figures.registered_point'),
            value: registeredPoint?.isPlaceholder ? t('cooperatives.beside.placeholder') : place(registeredPoint),
          },
        ]}
      />
      {findings.length > 0 && (
        <ul>
          {findings.map((finding) => (
            <li key={`${finding.kind} ${finding.data.figure}`}>
              {finding.kind === 'facility-differs' ? (
                <strong>{findingWords(finding, speech, nameOf)}</strong>
              ) : (
                findingWords(finding, speech, nameOf)
              )}
            </li>
          ))}
        </ul>
      )}
      {differs && may('task.read') && <OpenTask id={row.cooperativeId} />}
    </>
  );
}

function OpenTask({ id }: { id: Id<'cooperative'> }) {
  const { t, date } = useSpeech();
  const open = useQuery(read(listTasksCall, { query: { cooperativeId: id } })).data?.rows ?? [];
  const task = open.find(({ kind }) => kind === 'simkopdes-differs');
  if (task === undefined) return <p className="quiet">{t('cooperatives.beside.noTask')}</p>;
  return (
    <p>
      <Link to="/tugas" search={{ cooperativeId: id }}>
        {t('cooperatives.beside.task', { role: roleName(task.ownerRole, t), since: date(task.openedOn) })}
      </Link>
    </p>
  );
}

function Figures({ row: { figures } }: { row: Beside }) {
  const { t, number, rupiah } = useSpeech();
  const told = Object.entries(figures) as [CountedFigure, number][];
  if (told.length === 0) return <p className="quiet">{t('exchange.notReported')}</p>;
  return (
    <Facts
      items={told.map(([name, value]) => ({
        label: t(`exchange.figures.${name}`),
        value: figureUnits[name] === 'idr' ? rupiah(asRupiah(value)) : number(value),
      }))}
    />
  );
}

/** What changed from snapshot to snapshot; each says when it was taken. */
function History({ id }: { id: Id<'cooperative'> }) {
  const { t, date, moment, rupiah } = useSpeech();
  const history = useQuery(read(listBesideHistoryCall, { params: { id } }));
  const amount = (value: number | null) => (value === null ? t('exchange.notReported') : rupiah(asRupiah(value)));
  return (
    <Loaded query={history}>
      {({ rows }) => (
        <Timeline
          items={rows.map(({ asOf, takenAt, landStatus, salesIdr, savingsIdr }) => ({
            key: asOf,
            when: date(asOf),
            what: `${t('exchange.figures.land_status')}: ${landStatus ?? t('exchange.noLand')}`,
            from: (
              <>
                {t('cooperatives.beside.amounts', { sales: amount(salesIdr), savings: amount(savingsIdr) })}
                <br />
                {t('cooperatives.beside.taken', { when: moment(instant(takenAt)) })}
              </>
            ),
          }))}
        />
      )}
    </Loaded>
  );
}
