import { Count } from './Count.tsx';
import { Enrol } from './Enrol.tsx';
import { Home } from './Home.tsx';
import { Join } from './Join.tsx';
import { Receive } from './Receive.tsx';
import { Saved } from './Saved.tsx';
import { Sent } from './Sent.tsx';
import { SignOn } from './SignOn.tsx';
import { StatusBar } from './StatusBar.tsx';
import { useOutlet } from './state.ts';
import { usePath } from './use-path.ts';

/** Which screen one sees follows from what this phone is, who is at work, and where he went. */
export function App() {
  const { phase, person, people } = useOutlet();
  const [first, second] = usePath();
  if (phase === 'opening') return null;
  return (
    <>
      <StatusBar />
      <main>
        {phase !== 'enrolled' ? (
          <Enrol isLost={phase === 'lost'} />
        ) : first === 'kiriman' ? (
          <Sent />
        ) : first === 'daftar-ulang' ? (
          <Enrol isLost={false} />
        ) : first === 'orang-baru' || people.length === 0 ? (
          <Join />
        ) : person === undefined ? (
          <SignOn />
        ) : first === 'hitung' ? (
          <Count />
        ) : first === 'terima' ? (
          <Receive key={second} which={second} />
        ) : first === 'tersimpan' ? (
          <Saved seq={Number(second)} />
        ) : (
          <Home />
        )}
      </main>
    </>
  );
}
