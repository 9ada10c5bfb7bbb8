import { useQuery } from '@tanstack/react-query';
import type { BusinessDate } from '../../server/kernel/business-date.ts';
import { operationMarkOf } from '../../server/reporting/drawing/operation-mark.ts';
import { bordersCall, type Picture, pictureCall } from '../../server/reporting/picture.schema.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { CityMap, useMapWords } from '../platform/ui/CityMap.tsx';
import { Figure, Figures } from '../platform/ui/Figure.tsx';
import { roleName } from '../platform/ui/marks.tsx';
import { Section, Stack } from '../platform/ui/Page.tsx';
import { Loaded } from '../platform/ui/States.tsx';

/** The city as of a day: the two axes, each figure opening its rows, then the map. */
export function PicturePanel({ asOf }: { asOf: BusinessDate | undefined }) {
  const query = useQuery(read(pictureCall, { query: asOf === undefined ? {} : { asOf } }));
  return <Loaded query={query}>{(picture) => <Drawn picture={picture} />}</Loaded>;
}

function Drawn({ picture }: { picture: Picture }) {
  const { t } = useSpeech();
  const { facility, operation, premises } = picture;
  const to = '/koperasi';
  return (
    <Stack>
      <Section
        title={t('reporting.picture.facility')}
        note={picture.isWholeCity ? undefined : t('reporting.picture.ownOnly')}
      >
        <Figures>
          <Figure value={facility.none} label={t('platform.stages.none')} to={to} search={{ facility: 'none' }} />
          <Figure
            value={facility.proposed}
            label={t('platform.stages.proposed')}
            to={to}
            search={{ facility: 'proposed' }}
          />
          <Figure
            value={facility.designated}
            label={t('platform.stages.designated')}
            to={to}
            search={{ facility: 'designated' }}
          />
          <Figure
            value={facility.underConstruction}
            label={t('platform.stages.under_construction')}
            to={to}
            search={{ facility: 'under_construction' }}
          />
          <Figure
            value={facility.handedOver}
            label={t('platform.stages.handed_over')}
            to={to}
            search={{ facility: 'handed_over' }}
          />
        </Figures>
      </Section>
      <Section title={t('reporting.picture.operation')}>
        <Figures>
          <Figure
            value={operation.trading}
            label={t('platform.operations.trading')}
            note={t('reporting.picture.withPartner', { count: operation.withBumnPartner })}
            to={to}
            search={{ operation: 'trading' }}
          />
          <Figure
            value={operation.notTrading}
            label={t('platform.operations.not_trading')}
            to={to}
            search={{ operation: 'not_trading' }}
          />
          <Figure
            value={operation.unknown}
            label={t('platform.operations.unknown')}
            to={to}
            search={{ operation: 'unknown' }}
          />
          <Figure
            value={premises.outlet}
            label={t('reporting.picture.outlets')}
            to="/tempat-usaha"
            search={{ use: 'outlet' }}
          />
        </Figures>
      </Section>
      <PictureMap picture={picture} />
    </Stack>
  );
}

function PictureMap({ picture }: { picture: Picture }) {
  const { t, days } = useSpeech();
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
          href: `${import.meta.env.BASE_URL}koperasi/${cooperative.id}`,
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
