import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { getPublishedCall } from '../../server/matching/scenario.schema.ts';
import { useSpeech } from '../platform/i18n.ts';
import { read } from '../platform/query.ts';
import { SampleBadge } from '../platform/ui/marks.tsx';

/** How far the city is with land, in a line, leading to why; nothing while no match is published, or for whoever sees one kelurahan. */
export function LandLine() {
  const { t, number, date } = useSpeech();
  const published = useQuery(read(getPublishedCall)).data?.published;
  const lots = published?.uses.find(({ use }) => use === 'new_building');
  if (!published || lots === undefined || lots.needs < 2) return null;
  return (
    <p>
      {t('matching.land', { served: number(lots.served), of: number(lots.needs), date: date(published.day) })}{' '}
      {published.sample && <SampleBadge />} ·{' '}
      <Link to="/cocokkan/$id" params={{ id: published.id }}>
        {t('matching.landWhy')}
      </Link>
    </p>
  );
}
