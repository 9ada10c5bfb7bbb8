import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import {
  type CriterionShown,
  endCriterionCall,
  keepCriterionCall,
  listCriteriaCall,
} from '../../../server/assets/screening/screening.schema.ts';
import { siteUses } from '../../../server/assets/site-use.ts';
import type { ReplyOf } from '../../../server/kernel/call.ts';
import { CallForm } from '../../platform/form.tsx';
import { may } from '../../platform/hat.ts';
import { useSpeech } from '../../platform/i18n.ts';
import { read } from '../../platform/query.ts';
import { AsOf } from '../../platform/ui/AsOf.tsx';
import { DialogButton } from '../../platform/ui/DialogButton.tsx';
import { Facts } from '../../platform/ui/Facts.tsx';
import { roleName } from '../../platform/ui/marks.tsx';
import { Page, Section, Stack } from '../../platform/ui/Page.tsx';
import { Loaded } from '../../platform/ui/States.tsx';
import { TableTools } from '../../platform/ui/TableTools.tsx';
import { basisWords, wantedWords } from './criterion-words.ts';
import { EditCriterion } from './EditCriterion.tsx';

type Criteria = ReplyOf<typeof listCriteriaCall>;
const route = getRouteApi('/signed-in/kriteria');

/** What is asked of a site on a day, by which basis; the head of the Dinas changes it for the city. */
export function CriteriaScreen() {
  const { t, date } = useSpeech();
  const { asOf, use = 'new_building' } = route.useSearch();
  const query = useQuery(read(listCriteriaCall, { query: asOf === undefined ? {} : { asOf } }));
  return (
    <Page title={t('assets.screening.criteria.title')} note={t('assets.screening.criteria.note')} actions={<AsOf />}>
      <UseChoice />
      <Loaded query={query}>
        {(data) => (
          <Stack>
            <Own criteria={data} use={use} />
            {(['hard', 'soft'] as const).map((kind) => (
              <Section key={kind} title={t(`assets.screening.kinds.${kind}`)}>
                <Facts
                  items={data.criteria
                    .filter((each) => each.use === use && each.kind === kind)
                    .map((criterion) => ({
                      key: criterion.code,
                      label: criterion.name,
                      value: <Told criterion={criterion} />,
                      action: may(keepCriterionCall.can) && data.asOf !== asOf && (
                        <EditCriterion criterion={criterion} />
                      ),
                    }))}
                />
              </Section>
            ))}
            <p className="quiet small">
              {data.screenedOn !== null && t('assets.screening.criteria.screenedOn', { on: date(data.screenedOn) })}{' '}
              {t('assets.screening.criteria.version', { version: data.version })}
            </p>
          </Stack>
        )}
      </Loaded>
    </Page>
  );
}

function UseChoice() {
  const { t } = useSpeech();
  const choices = siteUses.slice(1).map((value) => ({ value, label: t(`assets.screening.use.${value}`) }));
  return (
    <TableTools
      call={listCriteriaCall}
      filters={[{ name: 'use', label: t('assets.screening.use.new_building'), choices }]}
    />
  );
}

function Told({ criterion }: { criterion: CriterionShown }) {
  const speech = useSpeech();
  const { t, date, number } = speech;
  return (
    <>
      <div>
        {wantedWords(criterion, speech)}
        {criterion.kind === 'soft' &&
          ` · ${t('assets.screening.criteria.weight', { weight: number(criterion.weight) })}`}
      </div>
      <div className="quiet small">
        {criterion.reason} {t('assets.screening.criteria.settledBy', { who: roleName(criterion.authority, t) })}{' '}
        {basisWords(criterion, speech)}. {t('assets.screening.criteria.from', { on: date(criterion.validFrom) })}
      </div>
    </>
  );
}

/** The city's own rows, those to come as well. */
function Own({ criteria, use }: { criteria: Criteria; use: string }) {
  const speech = useSpeech();
  const { t, date } = speech;
  const own = criteria.own.filter((each) => each.use === use);
  if (own.length === 0) return null;
  return (
    <Section title={t('assets.screening.criteria.own')} note={t('assets.screening.criteria.ownNote')}>
      <Facts
        items={own.map((row) => ({
          key: row.id ?? row.code,
          label: row.name,
          value: (
            <>
              <div>
                {t(`assets.screening.kinds.${row.kind}`)}
                {row.kind !== 'off' && ` · ${wantedWords(row, speech)}`}
              </div>
              <div className="quiet small">
                {row.legalBasis}. {t('assets.screening.criteria.from', { on: date(row.validFrom) })}
                {row.validTo !== null && `, ${t('assets.screening.criteria.until', { on: date(row.validTo) })}`}
              </div>
            </>
          ),
          action: may(endCriterionCall.can) && row.id !== null && (
            <DialogButton verb={t('assets.screening.criteria.end')} kind="quiet">
              {(close, done) => (
                <CallForm
                  call={endCriterionCall}
                  params={{ id: row.id as NonNullable<typeof row.id> }}
                  submit={t('assets.screening.criteria.end')}
                  cancel={close}
                  onDone={done}
                />
              )}
            </DialogButton>
          ),
        }))}
      />
    </Section>
  );
}
