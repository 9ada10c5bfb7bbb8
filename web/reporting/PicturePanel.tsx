import { useQuery } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import type { BusinessDate } from '../../server/kernel/business-date.ts';
import { operationMarkOf } from '../../server/reporting/drawing/operation-mark.ts';
import { onScreen, type Stage, stages } from '../../server/reporting/drawing/palette.ts';
import { stageFunnel } from '../../server/reporting/drawing/stage-funnel.ts';
import { bordersCall, type Picture, pictureCall } from '../../server/reporting/picture.schema.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { CityMap, useMapWords } from '../platform/ui/CityMap.tsx';
import { Drawing } from '../platform/ui/Drawing.tsx';
import { Facts } from '../platform/ui/Facts.tsx';
import { Figure, Figures } from '../platform/ui/Figure.tsx';
import { OperationBadge, roleName, StageBadge } from '../platform/ui/marks.tsx';
import { Columns, Section, Stack } from '../platform/ui/Page.tsx';
import { Loaded } from '../platform/ui/States.tsx';

/** The city as of a day: the two axes and the premises, each figure opening its rows, then the map. */
export function PicturePanel({ asOf }: { asOf: BusinessDate | undefined }) {
  const on = asOf === undefined ? {} : { asOf };
  const query = useQuery(read(pictureCall, { query: on }));
  return <Loaded query={query}>{(picture) => <Drawn picture={picture} on={on} />}</Loaded>;
}

interface PictureProps {
  picture: Picture;
  /** The day chosen, if any: the lists behind the figures are opened as of it. */
  on: { asOf?: BusinessDate };
}

function Drawn({ picture, on }: PictureProps) {
  const [first, second] = picture.places;
  if (first !== undefined && second === undefined) return <OnlyPlace picture={picture} place={first} on={on} />;
  return (
    <Stack>
      <Facility picture={picture} on={on} />
      <Columns>
        <Operation picture={picture} on={on} />
        <PremisesCounts picture={picture} on={on} />
      </Columns>
      <Funding picture={picture} on={on} />
      {first !== undefined && <PictureMap picture={picture} on={on} />}
    </Stack>
  );
}

const countOf = {
  none: 'none',
  proposed: 'proposed',
  designated: 'designated',
  under_construction: 'underConstruction',
  handed_over: 'handedOver',
} as const satisfies Record<Stage, keyof Picture['facility']>;

function Facility({ picture, on }: PictureProps) {
  const { t } = useSpeech();
  const { buildLocation } = useRouter();
  const title = t('reporting.picture.facility');
  const counts = stages.map((stage) => ({
    stage,
    label: t(`platform.stages.${stage}`),
    count: picture.facility[countOf[stage]],
    href: buildLocation({ to: '/koperasi', search: { facility: stage, ...on } }).publicHref,
  }));
  return (
    <Section title={title} note={picture.isWholeCity ? undefined : t('reporting.picture.ownOnly')}>
      <Drawing draw={(width, id) => stageFunnel(counts, { id, title, width, palette: onScreen })} />
    </Section>
  );
}

function Operation({ picture: { operation }, on }: PictureProps) {
  const { t, number } = useSpeech();
  return (
    <Section title={t('reporting.picture.operation')}>
      <Figures>
        <Figure
          value={number(operation.trading)}
          label={t('platform.operations.trading')}
          to="/koperasi"
          search={{ operation: 'trading', ...on }}
        />
        <Figure
          value={number(operation.withBumnPartner)}
          label={t('reporting.picture.withPartner')}
          to="/koperasi"
          search={{ withBumnPartner: true, ...on }}
        />
        <Figure
          value={number(operation.notTrading)}
          label={t('platform.operations.not_trading')}
          to="/koperasi"
          search={{ operation: 'not_trading', ...on }}
        />
        <Figure
          value={number(operation.unknown)}
          label={t('platform.operations.unknown')}
          to="/koperasi"
          search={{ operation: 'unknown', ...on }}
        />
      </Figures>
    </Section>
  );
}

function PremisesCounts({ picture: { premises }, on }: PictureProps) {
  const { t, number } = useSpeech();
  return (
    <Section title={t('reporting.picture.premises')} note={t('reporting.picture.premisesNote')}>
      <Figures>
        {premisesUses(premises).map(({ use, count }) => (
          <Figure
            key={use}
            value={number(count)}
            label={t(`cooperatives.options.use.${use}`)}
            to="/tempat-usaha"
            search={{ use, ...on }}
          />
        ))}
      </Figures>
    </Section>
  );
}

/** With which money the buildings are paid; nothing while nobody has told it of any. */
function Funding({ picture: { funding }, on }: PictureProps) {
  const { t, number } = useSpeech();
  if (!funding?.some(({ source }) => source !== null)) return null;
  return (
    <Section title={t('reporting.picture.funding')}>
      <Figures>
        {funding.map(({ source, cooperatives }) => (
          <Figure
            key={source?.code ?? 'none'}
            value={number(cooperatives)}
            label={source?.name ?? t('reporting.picture.fundingUnknown')}
            to="/koperasi"
            search={{ funding: source?.code ?? 'none', ...on }}
          />
        ))}
      </Figures>
    </Section>
  );
}

/** Who has one cooperative needs no funnel, counts and map of it: how it stands, in words. */
function OnlyPlace({ picture: { premises }, place, on }: PictureProps & { place: Picture['places'][number] }) {
  const { t, days, number } = useSpeech();
  const { cooperative, village, facility, operation, withBumnPartner, waiting } = place;
  const uses = premisesUses(premises).filter(({ count }) => count > 0);
  return (
    <Section title={village.name} note={village.district}>
      <Facts
        items={[
          {
            label: t('cooperatives.name'),
            value: (
              <Link to="/koperasi/$id" params={{ id: cooperative.id }} search={on}>
                {cooperative.name}
              </Link>
            ),
          },
          { label: t('reporting.picture.facility'), value: <StageBadge stage={facility} /> },
          {
            label: t('reporting.picture.operation'),
            value: <OperationBadge mark={operationMarkOf(operation, withBumnPartner)} />,
          },
          {
            label: t('reporting.picture.premises'),
            value: (
              <Link to="/tempat-usaha" search={on}>
                {uses.map(({ use }) => t(`cooperatives.options.use.${use}`)).join(', ') || number(0)}
              </Link>
            ),
          },
          ...(waiting
            ? [
                {
                  label: t('reporting.week.waiting'),
                  value: t('reporting.picture.waitsFor', { role: roleName(waiting.role, t), days: days(waiting.days) }),
                },
              ]
            : []),
        ]}
      />
    </Section>
  );
}

function premisesUses(premises: Picture['premises']) {
  return [
    { use: 'outlet', count: premises.outlet },
    { use: 'warehouse', count: premises.warehouse },
    { use: 'secretariat', count: premises.secretariat },
    { use: 'temporary_office', count: premises.temporaryOffice },
  ] as const;
}

function PictureMap({ picture, on }: PictureProps) {
  const { t, days } = useSpeech();
  const { buildLocation } = useRouter();
  const { data } = useQuery(read(bordersCall, { query: { asOf: picture.asOf } }));
  const places = picture.places.flatMap(
    ({ cooperative, village, facility, operation, withBumnPartner, centre, areaKm2, waiting }) => {
      const [longitude, latitude] = centre ?? [];
      if (longitude === undefined || latitude === undefined || areaKm2 === null) return [];
      const boundary = data?.borders[village.code];
      const waits =
        waiting && t('reporting.picture.waitsFor', { role: roleName(waiting.role, t), days: days(waiting.days) });
      return [
        {
          id: village.code,
          name: village.name,
          facility,
          operation: operationMarkOf(operation, withBumnPartner),
          centre: [longitude, latitude] as const,
          areaKm2,
          ...(boundary ? { boundary } : {}),
          href: buildLocation({ to: '/koperasi/$id', params: { id: cooperative.id }, search: on }).publicHref,
          note: [t(`platform.stages.${facility}`), waits].filter(Boolean).join(', '),
        },
      ];
    },
  );
  const words = useMapWords(t('reporting.picture.mapTitle'), places);
  return (
    <Section
      title={t('reporting.picture.map')}
      note={data?.source ? `${data.source.name} (${data.source.licence})` : undefined}
    >
      <CityMap places={places} words={words} />
    </Section>
  );
}
