import { useQuery } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import { type CellShown, getScreeningCall } from '../../../server/assets/screening/screening.schema.ts';
import { type SiteUse, siteUses } from '../../../server/assets/site-use.ts';
import type { ReplyOf } from '../../../server/kernel/call.ts';
import type { Id } from '../../../server/kernel/ids.ts';
import { useSpeech } from '../../platform/i18n.ts';
import { read } from '../../platform/query.ts';
import { AsOf } from '../../platform/ui/AsOf.tsx';
import { useTableSearch } from '../../platform/ui/DataTable.tsx';
import { roleName } from '../../platform/ui/marks.tsx';
import { Stack } from '../../platform/ui/Page.tsx';
import { EmptyState, Loaded } from '../../platform/ui/States.tsx';
import { basisWords, rowName, valueWords, wantedWords } from './criterion-words.ts';
import { LegalRoutes } from './LegalRoutes.tsx';
import { OutcomeMark } from './OutcomeMark.tsx';
import { SettleButton } from './SettleButton.tsx';
import css from './screening.module.css';
import { usesOfOtherKind, Verdicts } from './Verdicts.tsx';

type Screening = ReplyOf<typeof getScreeningCall>;
type Row = Screening['rows'][number];

/** One asset against all that is asked of it: what fits which use, what is missing, and who can settle it. */
export function ScreeningTab({ assetId }: { assetId: Id<'asset'> }) {
  const { t } = useSpeech();
  const { search } = useTableSearch();
  const asOf = typeof search.asOf === 'string' ? { asOf: search.asOf as Screening['asOf'] } : {};
  const query = useQuery(read(getScreeningCall, { params: { id: assetId }, query: asOf }));
  return (
    <Stack>
      <AsOf />
      <Loaded
        query={query}
        emptyIf={({ rows }) => rows.length === 0}
        empty={<EmptyState title={t('assets.screening.none')}>{t('assets.screening.noneTodo')}</EmptyState>}
      >
        {(data) => (
          <Stack>
            <Verdicts screening={data} />
            <Matrix assetId={assetId} screening={data} />
            <LegalRoutes routes={data.routes} />
          </Stack>
        )}
      </Loaded>
    </Stack>
  );
}

function Matrix({ assetId, screening }: { assetId: Id<'asset'>; screening: Screening }) {
  const { t, number } = useSpeech();
  const [open, setOpen] = useState<string>();
  const kinds = ['hard', 'soft'] as const;
  const others = usesOfOtherKind(screening);
  const rowsOf = (kind: string) => screening.rows.filter(({ cells }) => cells[0]?.criterion.kind === kind);
  return (
    <div className={css.scroll}>
      <table className={css.matrix}>
        <caption className="visually-hidden">{t('assets.screening.matrix')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('assets.screening.criterion')}</th>
            {screening.uses.map(({ use, outcome, score, knownPercent }) => (
              <th key={use} scope="col">
                <span className={css.long}>{t(`assets.screening.use.${use}`)}</span>
                <span className={css.short} aria-hidden="true">
                  {t(`assets.screening.short.${use}`)}
                </span>
                <span className={css.score}>
                  <OutcomeMark state={(others.has(use) ? null : outcome) ?? 'none'} />
                  {outcome !== null && outcome !== 'fail' && (
                    <span className={css.long}>
                      {' '}
                      {t('assets.screening.score', { score: number(score), known: number(knownPercent) })}
                    </span>
                  )}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        {kinds.map((kind) => (
          <tbody key={kind}>
            {rowsOf(kind).length > 0 && (
              <tr className={css.group}>
                <th scope="rowgroup" colSpan={siteUses.length + 1}>
                  {t(`assets.screening.kinds.${kind}`)}
                </th>
              </tr>
            )}
            {rowsOf(kind).map((row) => (
              <Fragment key={row.code}>
                <MatrixRow
                  row={row}
                  isOpen={open === row.code}
                  toggle={() => setOpen(open === row.code ? undefined : row.code)}
                />
                {open === row.code && <Details row={row} assetId={assetId} maySettle={screening.maySettle} />}
              </Fragment>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function MatrixRow({ row, isOpen, toggle }: { row: Row; isOpen: boolean; toggle: () => void }) {
  const speech = useSpeech();
  const { t } = speech;
  const cellOf = (use: SiteUse) => row.cells.find((cell) => cell.use === use);
  const unsettled = row.cells.filter(({ state }) => state === 'unknown').map(({ criterion }) => criterion.authority);
  return (
    <tr>
      <th scope="row">
        <button type="button" className={css.name} aria-expanded={isOpen} onClick={toggle}>
          {rowName(
            row.cells.map(({ criterion }) => criterion),
            speech,
          )}
        </button>
        {unsettled.length > 0 && (
          <span className={css.who}>
            {t('assets.screening.waitsFor', {
              who: [...new Set(unsettled)].map((role) => roleName(role, t)).join(', '),
            })}
          </span>
        )}
      </th>
      {siteUses.map((use) => {
        const cell = cellOf(use);
        return (
          <td key={use}>
            {cell === undefined || cell.points === null ? <OutcomeMark state={stateOf(cell)} /> : cell.points}
          </td>
        );
      })}
    </tr>
  );
}

const stateOf = (cell: CellShown | undefined) =>
  cell === undefined || (cell.criterion.topic === 'kind' && cell.state === 'fail') ? 'none' : cell.state;

/** What it is, what is wanted, by which basis; alike uses stand together. */
function Details({ row, assetId, maySettle }: { row: Row; assetId: Id<'asset'>; maySettle: readonly string[] }) {
  const { t } = useSpeech();
  const groups = Map.groupBy(row.cells, (cell) =>
    JSON.stringify({ ...cell, use: 0, criterion: { ...cell.criterion, use: 0, weight: 0 } }),
  );
  const subjects = settledSubjects(row.cells[0]?.criterion.reads ?? '').filter((subject) =>
    maySettle.includes(subject),
  );
  return (
    <tr className={css.details}>
      <td colSpan={siteUses.length + 1}>
        <div className={css.lines}>
          {[...groups.values()].map((cells) => (
            <CellLines key={cells[0]?.use} cells={cells} />
          ))}
          {subjects.map((subject) => (
            <div key={subject}>
              <SettleButton assetId={assetId} subject={subject} about={t(`assets.subjects.${subject}`)} />
            </div>
          ))}
        </div>
      </td>
    </tr>
  );
}

function settledSubjects(reads: string): string[] {
  if (reads === 'legal_route') return ['owner_consent'];
  return reads === 'lot' ? ['frontage_dm', 'depth_dm'] : [reads];
}

function CellLines({ cells }: { cells: readonly CellShown[] }) {
  const speech = useSpeech();
  const { t } = speech;
  const [first] = cells;
  if (first === undefined) return null;
  const { criterion, why, is, reportedBy } = first;
  const said = is.map((value) => valueWords(criterion.reads, value, speech)).join(' / ');
  return (
    <div className={css.line}>
      <strong>
        {criterion.name} · {cells.map(({ use }) => t(`assets.screening.use.${use}`)).join(', ')}
      </strong>
      {why !== null && (
        <span>
          {t(`assets.screening.why.${why}`, {
            is: said === '' ? t('assets.untold') : said,
            by: reportedBy === null ? '' : roleName(reportedBy, t),
            who: roleName(criterion.authority, t),
          })}
        </span>
      )}
      <span>{t('assets.screening.isWanted', { wanted: wantedWords(criterion, speech) })}</span>
      <span className="quiet small">
        {criterion.reason} {basisWords(criterion, speech)}
      </span>
    </div>
  );
}
