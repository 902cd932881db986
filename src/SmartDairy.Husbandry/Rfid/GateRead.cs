namespace SmartDairy.Husbandry.Rfid;

/// <summary>One read at a gate.</summary>
/// <param name="Time">Unix milliseconds.</param>
/// <param name="Antenna">Null when the reader did not report it.</param>
/// <param name="Rssi">dBm; NaN when the reader did not report it.</param>
/// <param name="ReportedDirection">The direction that the reader reported: 1 for inbound, -1 for outbound, 0 for none.</param>
public readonly record struct GateRead(long Time, int? Antenna, double Rssi, int ReportedDirection);
