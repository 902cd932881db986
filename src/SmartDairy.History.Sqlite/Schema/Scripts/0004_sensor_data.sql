-- One row a value, for analysts and their tools; the service itself never reads it.
-- quality_score is 0 for a value that is physically impossible.
create view sensor_data (time, sensor_id, farm_id, barn_id, zone_id, sensor_type, metric_name, value, unit, quality_score) as
select strftime('%Y-%m-%dT%H:%M:%fZ', r.time / 1000.0, 'unixepoch'), k.device_id, r.farm, r.barn, r.zone, 'environment', 'temperature_c', r.temperature_c, '°C',
    iif(r.out_of_range & 1, 0, r.quality) from environment r join device_key k on k.key = r.device where r.temperature_c is not null
union all
select strftime('%Y-%m-%dT%H:%M:%fZ', r.time / 1000.0, 'unixepoch'), k.device_id, r.farm, r.barn, r.zone, 'environment', 'humidity_percent', r.humidity_percent, '%RH',
    iif(r.out_of_range & 2, 0, r.quality) from environment r join device_key k on k.key = r.device where r.humidity_percent is not null
union all
select strftime('%Y-%m-%dT%H:%M:%fZ', r.time / 1000.0, 'unixepoch'), k.device_id, r.farm, r.barn, r.zone, 'environment', 'pressure_hpa', r.pressure_hpa, 'hPa',
    iif(r.out_of_range & 4, 0, r.quality) from environment r join device_key k on k.key = r.device where r.pressure_hpa is not null
union all
select strftime('%Y-%m-%dT%H:%M:%fZ', r.time / 1000.0, 'unixepoch'), k.device_id, r.farm, r.barn, r.zone, 'environment', 'co2_ppm', r.co2_ppm, 'ppm',
    iif(r.out_of_range & 8, 0, r.quality) from environment r join device_key k on k.key = r.device where r.co2_ppm is not null
union all
select strftime('%Y-%m-%dT%H:%M:%fZ', r.time / 1000.0, 'unixepoch'), k.device_id, r.farm, r.barn, r.zone, 'environment', 'nh3_ppm', r.nh3_ppm, 'ppm',
    iif(r.out_of_range & 16, 0, r.quality) from environment r join device_key k on k.key = r.device where r.nh3_ppm is not null
union all
select strftime('%Y-%m-%dT%H:%M:%fZ', r.time / 1000.0, 'unixepoch'), k.device_id, r.farm, r.barn, r.zone, 'environment', 'light_lux', r.light_lux, 'lux',
    iif(r.out_of_range & 32, 0, r.quality) from environment r join device_key k on k.key = r.device where r.light_lux is not null
union all
select strftime('%Y-%m-%dT%H:%M:%fZ', r.time / 1000.0, 'unixepoch'), k.device_id, r.farm, r.barn, r.zone, 'environment', 'battery_level', r.battery_level, '%',
    iif(r.out_of_range & 64, 0, r.quality) from environment r join device_key k on k.key = r.device where r.battery_level is not null
union all
select strftime('%Y-%m-%dT%H:%M:%fZ', r.time / 1000.0, 'unixepoch'), k.device_id, r.farm, r.barn, r.zone, 'environment', 'signal_strength', r.signal_strength, 'dBm',
    iif(r.out_of_range & 128, 0, r.quality) from environment r join device_key k on k.key = r.device where r.signal_strength is not null
union all
select strftime('%Y-%m-%dT%H:%M:%fZ', r.time / 1000.0, 'unixepoch'), k.device_id, r.farm, r.barn, r.zone, 'activity', 'activity_score', r.activity_score, '1',
    iif(r.out_of_range & 1, 0, r.quality) from activity r join device_key k on k.key = r.device where r.activity_score is not null
union all
select strftime('%Y-%m-%dT%H:%M:%fZ', r.time / 1000.0, 'unixepoch'), k.device_id, r.farm, r.barn, r.zone, 'activity', 'activity_index', r.activity_index, '1',
    iif(r.out_of_range & 2, 0, r.quality) from activity r join device_key k on k.key = r.device where r.activity_index is not null
union all
select strftime('%Y-%m-%dT%H:%M:%fZ', r.time / 1000.0, 'unixepoch'), k.device_id, r.farm, r.barn, r.zone, 'activity', 'rumination_minutes', r.rumination_minutes, 'min/day',
    iif(r.out_of_range & 4, 0, r.quality) from activity r join device_key k on k.key = r.device where r.rumination_minutes is not null
union all
select strftime('%Y-%m-%dT%H:%M:%fZ', r.time / 1000.0, 'unixepoch'), k.device_id, r.farm, r.barn, r.zone, 'activity', 'eating_minutes', r.eating_minutes, 'min/day',
    iif(r.out_of_range & 8, 0, r.quality) from activity r join device_key k on k.key = r.device where r.eating_minutes is not null
union all
select strftime('%Y-%m-%dT%H:%M:%fZ', r.time / 1000.0, 'unixepoch'), k.device_id, r.farm, r.barn, r.zone, 'activity', 'resting_minutes', r.resting_minutes, 'min/day',
    iif(r.out_of_range & 16, 0, r.quality) from activity r join device_key k on k.key = r.device where r.resting_minutes is not null
union all
select strftime('%Y-%m-%dT%H:%M:%fZ', r.time / 1000.0, 'unixepoch'), k.device_id, r.farm, r.barn, r.zone, 'activity', 'temperature_c', r.temperature_c, '°C',
    iif(r.out_of_range & 32, 0, r.quality) from activity r join device_key k on k.key = r.device where r.temperature_c is not null
union all
select strftime('%Y-%m-%dT%H:%M:%fZ', r.time / 1000.0, 'unixepoch'), k.device_id, r.farm, r.barn, r.zone, 'activity', 'heat_index', r.heat_index, '1',
    iif(r.out_of_range & 64, 0, r.quality) from activity r join device_key k on k.key = r.device where r.heat_index is not null
union all
select strftime('%Y-%m-%dT%H:%M:%fZ', r.time / 1000.0, 'unixepoch'), k.device_id, r.farm, r.barn, r.zone, 'activity', 'battery_level', r.battery_level, '%',
    iif(r.out_of_range & 128, 0, r.quality) from activity r join device_key k on k.key = r.device where r.battery_level is not null
union all
select strftime('%Y-%m-%dT%H:%M:%fZ', r.time / 1000.0, 'unixepoch'), k.device_id, r.farm, r.barn, r.zone, 'activity', 'signal_strength', r.signal_strength, 'dBm',
    iif(r.out_of_range & 256, 0, r.quality) from activity r join device_key k on k.key = r.device where r.signal_strength is not null
union all
select strftime('%Y-%m-%dT%H:%M:%fZ', r.time / 1000.0, 'unixepoch'), k.device_id, r.farm, r.barn, r.zone, 'milking', 'total_volume_liters', r.total_volume_liters, 'L',
    iif(r.out_of_range & 1, 0, r.quality) from milking r join device_key k on k.key = r.device where r.total_volume_liters is not null
union all
select strftime('%Y-%m-%dT%H:%M:%fZ', r.time / 1000.0, 'unixepoch'), k.device_id, r.farm, r.barn, r.zone, 'milking', 'average_flow_lpm', r.average_flow_lpm, 'L/min',
    iif(r.out_of_range & 2, 0, r.quality) from milking r join device_key k on k.key = r.device where r.average_flow_lpm is not null
union all
select strftime('%Y-%m-%dT%H:%M:%fZ', r.time / 1000.0, 'unixepoch'), k.device_id, r.farm, r.barn, r.zone, 'milking', 'peak_flow_lpm', r.peak_flow_lpm, 'L/min',
    iif(r.out_of_range & 4, 0, r.quality) from milking r join device_key k on k.key = r.device where r.peak_flow_lpm is not null
union all
select strftime('%Y-%m-%dT%H:%M:%fZ', r.time / 1000.0, 'unixepoch'), k.device_id, r.farm, r.barn, r.zone, 'milking', 'temperature_c', r.temperature_c, '°C',
    iif(r.out_of_range & 8, 0, r.quality) from milking r join device_key k on k.key = r.device where r.temperature_c is not null
union all
select strftime('%Y-%m-%dT%H:%M:%fZ', r.time / 1000.0, 'unixepoch'), k.device_id, r.farm, r.barn, r.zone, 'milking', 'conductivity_ms_cm', r.conductivity_ms_cm, 'mS/cm',
    iif(r.out_of_range & 16, 0, r.quality) from milking r join device_key k on k.key = r.device where r.conductivity_ms_cm is not null
union all
select strftime('%Y-%m-%dT%H:%M:%fZ', r.time / 1000.0, 'unixepoch'), k.device_id, r.farm, r.barn, r.zone, 'milking', 'duration_seconds', r.duration_seconds, 's',
    iif(r.out_of_range & 32, 0, r.quality) from milking r join device_key k on k.key = r.device where r.duration_seconds is not null
union all
select strftime('%Y-%m-%dT%H:%M:%fZ', r.time / 1000.0, 'unixepoch'), k.device_id, r.farm, r.barn, r.zone, 'milking', 'battery_level', r.battery_level, '%',
    iif(r.out_of_range & 64, 0, r.quality) from milking r join device_key k on k.key = r.device where r.battery_level is not null
union all
select strftime('%Y-%m-%dT%H:%M:%fZ', r.time / 1000.0, 'unixepoch'), k.device_id, r.farm, r.barn, r.zone, 'milking', 'signal_strength', r.signal_strength, 'dBm',
    iif(r.out_of_range & 128, 0, r.quality) from milking r join device_key k on k.key = r.device where r.signal_strength is not null
union all
select strftime('%Y-%m-%dT%H:%M:%fZ', r.time / 1000.0, 'unixepoch'), k.device_id, r.farm, r.barn, r.zone, 'rfid', 'rssi', r.rssi, 'dBm',
    iif(r.out_of_range & 1, 0, r.quality) from rfid r join device_key k on k.key = r.device where r.rssi is not null
union all
select strftime('%Y-%m-%dT%H:%M:%fZ', r.time / 1000.0, 'unixepoch'), k.device_id, r.farm, r.barn, r.zone, 'rfid', 'phase', r.phase, '1',
    iif(r.out_of_range & 2, 0, r.quality) from rfid r join device_key k on k.key = r.device where r.phase is not null
union all
select strftime('%Y-%m-%dT%H:%M:%fZ', r.time / 1000.0, 'unixepoch'), k.device_id, r.farm, r.barn, r.zone, 'rfid', 'frequency', r.frequency, 'kHz',
    iif(r.out_of_range & 4, 0, r.quality) from rfid r join device_key k on k.key = r.device where r.frequency is not null
union all
select strftime('%Y-%m-%dT%H:%M:%fZ', r.time / 1000.0, 'unixepoch'), k.device_id, r.farm, r.barn, r.zone, 'rfid', 'read_count', r.read_count, '1',
    iif(r.out_of_range & 8, 0, r.quality) from rfid r join device_key k on k.key = r.device where r.read_count is not null
union all
select strftime('%Y-%m-%dT%H:%M:%fZ', r.time / 1000.0, 'unixepoch'), k.device_id, r.farm, r.barn, r.zone, 'rfid', 'battery_level', r.battery_level, '%',
    iif(r.out_of_range & 16, 0, r.quality) from rfid r join device_key k on k.key = r.device where r.battery_level is not null
union all
select strftime('%Y-%m-%dT%H:%M:%fZ', r.time / 1000.0, 'unixepoch'), k.device_id, r.farm, r.barn, r.zone, 'rfid', 'signal_strength', r.signal_strength, 'dBm',
    iif(r.out_of_range & 32, 0, r.quality) from rfid r join device_key k on k.key = r.device where r.signal_strength is not null;
