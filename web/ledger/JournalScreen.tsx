import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { rupiah as whole } from '../../server/kernel/rupiah.ts';
import { getJournalCall } from '../../server/ledger/journal.schema.ts';
import { draftReversalCall } from '../../server/ledger/manual/manual.schema.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { Facts } from '../platform/ui/Facts.tsx';
import { RecordedNote, SampleBadge } from '../platform/ui/marks.tsx';
import { Page, Section } from '../platform/ui/Page.tsx';
import { RecordButton } from '../platform/ui/RecordButton.tsx';
import { Sideways } from '../platform/ui/Sideways.tsx';
import { Loaded } from '../platform/ui/States.tsx';
import css from './statements/statements.module.css';

/** One journal with its lines, and what it undoes or is undone by. */
export function JournalScreen() {
  const { t, date, rupiah, number } = useSpeech();
  const params = useParams({ from: '/signed-in/buku/jurnal/$id' });
  const query = useQuery(read(getJournalCall, { params }));
  const amount = (idr: number) => (idr > 0 ? rupiah(whole(idr)) : '');
  return (
    <Loaded query={query}>
      {(journal) => (
        <Page
          title={t('ledger.journals.numbered', { number: number(journal.number) })}
          note={
            <>
              {journal.cooperative.name} <RecordedNote role={journal.recordedRole} onBehalf={journal.onBehalf} />{' '}
              {journal.sample && <SampleBadge />}
            </>
          }
          actions={
            journal.mayReverse && (
              <RecordButton
                call={draftReversalCall}
                params={params}
                verb={t('ledger.journals.undo')}
                refusedAt={{
                  'ledger/in-future': '/occurredOn',
                  'ledger/before-book': '/occurredOn',
                  'ledger/before-journal': '/occurredOn',
                }}
              />
            )
          }
        >
          <Facts
            items={[
              { label: t('ledger.journals.description'), value: journal.description },
              { label: t('ledger.journals.occurredOn'), value: date(journal.occurredOn) },
              {
                label: t('ledger.journals.postedOn'),
                value: `${date(journal.postedOn)}${journal.isLate ? ` · ${t('ledger.journals.late', { on: date(journal.occurredOn) })}` : ''}`,
              },
              { label: t('ledger.journals.evidence'), value: journal.evidence ?? '–' },
              {
                label: t('ledger.journals.remark'),
                value:
                  [
                    journal.reverses === null
                      ? undefined
                      : t('ledger.journals.reverses', { number: number(journal.reverses) }),
                    journal.reversedBy === null
                      ? undefined
                      : t('ledger.journals.reversedBy', { number: number(journal.reversedBy) }),
                  ]
                    .filter((said) => said !== undefined)
                    .join(' · ') || '–',
              },
            ]}
          />
          <Section title={t('ledger.lines.title')}>
            <Sideways label={t('ledger.lines.title')}>
              <table className={css.statement}>
                <caption className="visually-hidden">{t('ledger.lines.title')}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t('ledger.lines.account')}</th>
                    <th scope="col">{t('ledger.lines.debit')}</th>
                    <th scope="col">{t('ledger.lines.credit')}</th>
                  </tr>
                </thead>
                <tbody>
                  {journal.postings.map((line) => (
                    <tr key={`${line.accountCode} ${line.amountIdr} ${line.party}`}>
                      <th scope="row">
                        {line.accountCode} {line.accountName}
                        {line.party !== null && ` · ${line.party}`}
                      </th>
                      <td>{amount(line.amountIdr)}</td>
                      <td>{amount(-line.amountIdr)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Sideways>
          </Section>
        </Page>
      )}
    </Loaded>
  );
}
