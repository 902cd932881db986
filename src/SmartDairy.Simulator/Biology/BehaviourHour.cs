namespace SmartDairy.Simulator.Biology;

/// <summary>
/// True behaviour of a cow in one hour, before any instrument. Activity is a count; rumination, eating and resting are minutes; temperature
/// is in °C.
/// </summary>
internal readonly record struct BehaviourHour(double Activity, double Rumination, double Eating, double Resting, double Temperature);
