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
import { cornersIn, linesOf, polygonIn } from './read-geojson.ts';

/** A parcel while it is drawn; `polygon` as it was pasted or is on record, with its holes; `written` while somebody types. */
interface Drawn {
  readonly corners: readonly Position[];
  readonly polygon?: Polygon;
  readonly written?: string;
}

/** Where an asset lies: pressed on the map, or typed, which is how it is drawn by keyboard; the map only shows what will be sent. */
export function LocateForm({ asset, close, done }: { asset: Asset; close: () => void; done: () => void }) {
  const { t } = useSpeech();
  const { own, revision } = asset;
  const { villages } = usePlaces();
  const [village, setVillage] = useState(own.village?.code);
  const [latitude, setLatitude] = useState(textOf(own.latitude));
  const [longitude, setLongitude] = useState(textOf(own.longitude));
  const [parcel, setParcel] = useState<Drawn>(() => ({
    corners: cornersOf(own.parcel as Polygon | null),
    ...(own.parcel !== null && { polygon: own.parcel as Polygon }),
  }));
  const [draws, setDraws] = useState(false);
  const { corners } = parcel;
  const point = pointOf(longitude, latitude);
  const faults = faultsOf({ latitude, longitude, parcel });
  const saving = useMutation({
    mutationFn: () =>
      send(locateAssetCall, {
        params: { id: asset.id },
        body: {
          revision,
          ...(village !== undefined && { village: village as never }),
          ...(point && { longitude: point[0], latitude: point[1] }),
          ...(corners.length > 0 && { parcel: parcel.polygon ?? closed(corners) }),
        },
      }),
    onSuccess: async () => {
      await refresh('assets');
      done();
    },
  });
  const press = ([lng, lat]: Position) => {
    if (draws) {
      setParcel({ corners: [...corners, [round(lng), round(lat)]] });
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
        if (Object.keys(faults).length === 0) saving.mutate();
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
        <Button
          kind="quiet"
          disabled={corners.length === 0}
          onClick={() => setParcel({ corners: corners.slice(0, -1) })}
        >
          {t('assets.locate.undo')}
        </Button>
        <Button kind="quiet" disabled={corners.length === 0} onClick={() => setParcel({ corners: [] })}>
          {t('assets.locate.clear')}
        </Button>
      </div>
      <div className={css.pair}>
        <TextInput
          label={t('assets.fields.latitude')}
          value={latitude}
          onChange={(text) => setLatitude(text ?? '')}
          {...(faults.latitude && { error: t(faults.latitude) })}
        />
        <TextInput
          label={t('assets.fields.longitude')}
          value={longitude}
          onChange={(text) => setLongitude(text ?? '')}
          {...(faults.longitude && { error: t(faults.longitude) })}
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
        label={t('assets.locate.corners')}
        help={t('assets.locate.cornersHelp')}
        value={parcel.written ?? linesOf(corners)}
        onChange={(text) => setParcel(writtenParcel(text))}
        maxLength={200_000}
        {...(faults.corners && { error: t(faults.corners) })}
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
  const [lng, lat] = [degreesIn(longitude), degreesIn(latitude)];
  return lng === undefined || lat === undefined ? undefined : [lng, lat];
}

function degreesIn(text: string): number | undefined {
  const degrees = text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.'));
  return Number.isFinite(degrees) ? degrees : undefined;
}

/** Typed or pasted: corners line by line, or GeoJSON. */
function writtenParcel(written = ''): Drawn {
  const polygon = polygonIn(written);
  if (polygon) return { corners: cornersOf(polygon), polygon, written };
  return { corners: cornersIn(written) ?? [], written };
}

/** Word keys of what keeps it from being sent, each at its field. */
function faultsOf({ latitude, longitude, parcel }: { latitude: string; longitude: string; parcel: Drawn }) {
  const said = (text: string, other: string) => {
    if (text.trim() === '') return other.trim() === '' ? undefined : 'assets.locate.half';
    return degreesIn(text) === undefined ? 'assets.locate.noNumber' : undefined;
  };
  const { corners, polygon, written = '' } = parcel;
  const unread = polygon === undefined && written.trim() !== '' && corners.length === 0;
  const tooFew = corners.length > 0 && corners.length < 3;
  const faults = {
    latitude: said(latitude, longitude),
    longitude: said(longitude, latitude),
    corners: unread ? 'assets.locate.noPolygon' : tooFew ? 'assets.locate.tooFew' : undefined,
  };
  return Object.fromEntries(Object.entries(faults).filter(([, fault]) => fault)) as Partial<
    Record<keyof typeof faults, string>
  >;
}

function closed(corners: readonly Position[]): Polygon {
  const ring = corners.map((corner) => [...corner]);
  return { type: 'Polygon', coordinates: [[...ring, ...ring.slice(0, 1)]] };
}
