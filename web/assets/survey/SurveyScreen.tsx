import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { type SurveySheet, surveySheetCall } from '../../../server/assets/survey/survey.schema.ts';
import { hat } from '../../platform/hat.ts';
import { type Speech, useSpeech } from '../../platform/i18n.ts';
import { newId } from '../../platform/ids.ts';
import { read } from '../../platform/query.ts';
import type { Me } from '../../platform/session.ts';
import { meQuery, momentNow } from '../../platform/session.ts';
import { ButtonLink } from '../../platform/ui/Button.tsx';
import { roleName, SampleBadge } from '../../platform/ui/marks.tsx';
import { Page, Stack } from '../../platform/ui/Page.tsx';
import { Loaded, Loading } from '../../platform/ui/States.tsx';
import type { KeptDraft } from './draft.ts';
import { useDrafts } from './drafts.ts';
import { SurveyForm } from './SurveyForm.tsx';
import css from './survey.module.css';
import { UnsentSurveys } from './UnsentSurveys.tsx';
import { SentDraft, WaitingDraft } from './WaitingDraft.tsx';

const route = getRouteApi('/signed-in/aset/$id/survei');

/** The form for who stands before an asset with a phone. Opened once, it works without network; what is written stays on the device. */
export function SurveyScreen() {
  const { t } = useSpeech();
  const { id } = route.useParams();
  const drafts = useDrafts();
  const { data: me } = useQuery(meQuery);
  const sheet = useQuery(read(surveySheetCall, { params: { id } }));
  const begun = drafts?.own.find(({ assetId }) => assetId === id);
  const shown = sheet.data ?? begun?.sheet;
  return (
    <Page
      title={t('assets.survey.title')}
      note={shown && <About sheet={shown} />}
      actions={
        <ButtonLink kind="quiet" to="/aset/$id" params={{ id }}>
          {t('assets.survey.toAsset')}
        </ButtonLink>
      }
    >
      {me && drafts && shown ? (
        <Stack>
          <SignedInAs me={me} />
          <UnsentSurveys />
          <Visit key={id} sheet={shown} begun={begun} me={me} />
        </Stack>
      ) : (
        <Loaded query={sheet}>{() => <Loading />}</Loaded>
      )}
    </Page>
  );
}

function About({ sheet }: { sheet: SurveySheet }) {
  const { t } = useSpeech();
  const place = [sheet.village, sheet.address].filter(Boolean).join(' · ');
  return (
    <>
      <strong>{sheet.name}</strong>
      {place && ` · ${place}`} {sheet.sample && <SampleBadge />}
      {sheet.village === null && ` · ${t('assets.list.unplaced')}`}
    </>
  );
}

/** Whose draft this is, for a phone goes from hand to hand. */
function SignedInAs({ me }: { me: Me }) {
  const { t } = useSpeech();
  const worn = hat();
  return (
    <p className={css.who}>
      {t('assets.survey.signedInAs', { name: me.name, role: worn ? roleName(worn.role, t) : '' })}
    </p>
  );
}

/** One visit from its first word to the server: written, waiting for network, gone. */
function Visit({ sheet, begun, me }: { sheet: SurveySheet; begun: KeptDraft | undefined; me: Me }) {
  const { t } = useSpeech();
  const [fresh, setFresh] = useState(() => newDraft(sheet, me, t));
  const [last, setLast] = useState(begun);
  if (begun && begun !== last) setLast(begun);
  if (begun?.state === 'ready') return <WaitingDraft draft={begun} />;
  if (!begun && last?.state === 'ready')
    return (
      <SentDraft
        draft={last}
        again={() => {
          setLast(undefined);
          setFresh(newDraft(sheet, me, t));
        }}
      />
    );
  const draft = begun ?? fresh;
  return <SurveyForm key={draft.id} start={draft} />;
}

function newDraft(sheet: SurveySheet, me: Me, t: Speech['t']): KeptDraft {
  const worn = hat();
  const moment = momentNow();
  return {
    id: newId(),
    assetId: sheet.id,
    userId: me.userId,
    regencyCode: worn?.regency.code ?? '',
    sheet,
    values: {
      surveyedOn: me.today,
      attendees: [{ name: me.name, office: worn ? roleName(worn.role, t) : '' }],
      findings: {},
    },
    startedAt: moment,
    savedAt: moment,
    state: 'writing',
    attempted: false,
  };
}
