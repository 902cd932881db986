namespace SmartDairy.Husbandry.Rfid;

/// <summary>One read at a gate.</summary>
/// <param name="Time">Unix milliseconds.</param>
/// <param name="Antenna">Null when the reader did not say.</param>
/// <param name="Rssi">dBm; NaN when the reader did not say.</param>
/// <param name="ReportedDirection">1 for inbound, -1 for outbound, by the reader's own opinion; 0 for none.</param>
public readonly record struct GateRead(long Time, int? Antenna, double Rssi, int ReportedDirection);
