import { CooperativeScreen } from './cooperatives/CooperativeScreen.tsx';
import { SitesTab } from './matching/SitesTab.tsx';

/** The page of a cooperative with what the match says of it. */
export function CooperativePage() {
  return <CooperativeScreen sites={(id) => <SitesTab id={id} />} />;
}
