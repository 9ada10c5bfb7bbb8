const alike = /^Koperasi (?:Kelurahan|Desa) Merah Putih /;

/** In a list where every name begins with the same four words they are heard but not seen, so that the eye finds the one that differs. */
export function CooperativeName({ name }: { name: string }) {
  const [kind = ''] = alike.exec(name) ?? [];
  return (
    <>
      {kind && <span className="visually-hidden">{kind}</span>}
      {name.slice(kind.length)}
    </>
  );
}

/** The same where only text fits, as in a choice. */
export function shortNameOf(cooperative: string): string {
  return cooperative.replace(alike, '');
}
