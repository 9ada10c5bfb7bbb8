-- Why: a city that asks 900 m² still read "Luas paling sedikit 1.000 m²" above it: a name says what is looked at, the threshold stands beside.
update reference.criterion set name = case code
  when 'land_area' then 'Luas lahan cukup' when 'floor_area' then 'Luas lantai cukup' else 'Lereng tidak curam' end
where code in ('land_area', 'floor_area', 'slope');
