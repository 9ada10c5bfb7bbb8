import { useMutation } from '@tanstack/react-query';
import type { Polygon } from 'geojson';
import { useState } from 'react';
import { locateAssetCall } from '../../server/assets/edit.schema.ts';
import { useSpeech } from '../platform/i18n.ts';
import { refresh } from '../platform/query.ts';
import { send } from '../platform/send.ts';
import { Button } from '../platform/ui/Button.tsx';
import { ChoiceInput, ProseInput, TextInput } from '../platform/ui/inputs.tsx';
import { wordsFor } from '../platform/ui/States.tsx';
import { boundsAround, cornersOf, type Position } from './asset-geometry.ts';
import type { Asset } from './asset-page.ts';
import { LazyAssetMap } from './LazyAssetMap.tsx';
import css from './LocateForm.module.css';
import { usePlaces } from './places.ts';
import { polygonIn } from './read-geojson.ts';

/** Where an asset lies: pressed on the map, typed, or pasted; the map only shows what will be sent. */
export function LocateForm({ asset, close, done }: { asset: Asset; close: () => void; done: () => void }) {
  const { t } = useSpeech();
  const { own, revision } = asset;
  const { villages } = usePlaces();
  const [village, setVillage] = useState(own.village?.code);
  const [latitude, setLatitude] = useState(textOf(own.latitude));
  const [longitude, setLongitude] = useState(textOf(own.longitude));
  const [corners, setCorners] = useState<readonly Position[]>(() => cornersOf(own.parcel as Polygon | null));
  const [pasted, setPasted] = useState<string>();
  const [draws, setDraws] = useState(false);
  const point = pointOf(longitude, latitude);
  const polygon = pasted === undefined ? undefined : polygonIn(pasted);
  const saving = useMutation({
    mutationFn: () =>
      send(locateAssetCall, {
        params: { id: asset.id },
        body: {
          revision,
          ...(village !== undefined && { village: village as never }),
          ...(point && { longitude: point[0], latitude: point[1] }),
          ...(corners.length > 0 && { parcel: polygon ?? closed(corners) }),
        },
      }),
    onSuccess: async () => {
      await refresh('assets');
      done();
    },
  });
  const paste = (text: string | undefined) => {
    setPasted(text);
    const read = text === undefined ? undefined : polygonIn(text);
    if (read) setCorners(cornersOf(read));
  };
  const press = ([lng, lat]: Position) => {
    if (draws) {
      setPasted(undefined);
      setCorners([...corners, [round(lng), round(lat)]]);
      return;
    }
    setLongitude(String(round(lng)));
    setLatitude(String(round(lat)));
  };
  return (
    <form
      className={css.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        saving.mutate();
      }}
    >
      {saving.error && (
        <p role="alert" className={css.refused}>
          {wordsFor(saving.error, t)}
        </p>
      )}
      <LazyAssetMap
        title={t('assets.locate.map')}
        shown={{ parcel: corners, pins: point ? [{ id: '', name: '', longitude: point[0], latitude: point[1] }] : [] }}
        {...(point || corners.length > 0 ? { bounds: boundsAround([...corners, ...(point ? [point] : [])]) } : {})}
        onPress={press}
      />
      <div className={css.tools}>
        <Button kind="quiet" aria-pressed={!draws} onClick={() => setDraws(false)}>
          {t('assets.locate.setPoint')}
        </Button>
        <Button kind="quiet" aria-pressed={draws} onClick={() => setDraws(true)}>
          {t('assets.locate.draw')}
        </Button>
        <Button kind="quiet" disabled={corners.length === 0} onClick={() => setCorners(corners.slice(0, -1))}>
          {t('assets.locate.undo')}
        </Button>
        <Button
          kind="quiet"
          disabled={corners.length === 0}
          onClick={() => {
            setCorners([]);
            setPasted(undefined);
          }}
        >
          {t('assets.locate.clear')}
        </Button>
      </div>
      <div className={css.pair}>
        <TextInput label={t('assets.fields.latitude')} value={latitude} onChange={(text) => setLatitude(text ?? '')} />
        <TextInput
          label={t('assets.fields.longitude')}
          value={longitude}
          onChange={(text) => setLongitude(text ?? '')}
        />
      </div>
      <ChoiceInput
        label={t('assets.fields.village')}
        help={t('assets.locate.villageHelp')}
        value={village}
        onChange={(code) => setVillage(code as typeof village)}
        choices={villages}
      />
      <ProseInput
        label={t('assets.locate.paste')}
        value={pasted}
        onChange={paste}
        maxLength={200_000}
        {...(pasted !== undefined && polygon === undefined && { error: t('assets.locate.noPolygon') })}
      />
      <div className={css.tools}>
        <Button kind="act" type="submit" busy={saving.isPending}>
          {t('assets.locate.save')}
        </Button>
        <Button kind="quiet" onClick={close}>
          {t('platform.form.cancel')}
        </Button>
      </div>
    </form>
  );
}

const textOf = (degrees: number | null) => (degrees === null ? '' : String(degrees));
const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6;

/** Both as numbers, with a comma or a point; undefined while one is missing or no number. */
function pointOf(longitude: string, latitude: string): Position | undefined {
  const [lng, lat] = [longitude, latitude].map((text) =>
    text.trim() === '' ? Number.NaN : Number(text.replace(',', '.')),
  );
  return Number.isFinite(lng) && Number.isFinite(lat) ? [lng ?? 0, lat ?? 0] : undefined;
}

function closed(corners: readonly Position[]): Polygon {
  const ring = corners.map((corner) => [...corner]);
  return { type: 'Polygon', coordinates: [[...ring, ...ring.slice(0, 1)]] };
}
