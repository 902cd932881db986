namespace SmartDairy.Simulator.Biology;

/// <summary>One hour of a cow, as it is: no instrument has touched it. Minutes of 60; °C.</summary>
internal readonly record struct BehaviourHour(double Activity, double Rumination, double Eating, double Resting, double Temperature);
